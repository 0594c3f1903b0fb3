package io.millrace.datasource.crawl;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;

/** Makes tables fit for Markdown: one line a cell, as many cells in a row, a head, no spans. */
final class TableCells {

  /** Stands for a line break inside a cell while the converter, which drops it, works. */
  static final String BREAK = "\uE0B7";

  private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
  private static final Set<String> BLOCKS =
      ImmutableSet.copyOf(
          Splitter.on(' ').split("p div li ul ol dl dt dd blockquote h1 h2 h3 h4 h5 h6"));
  private static final Set<String> ROLES = Set.of("presentation", "none");
  private static final Pattern NUMBERS = Pattern.compile("\\s*\\d[\\d\\s]*");
  private static final CharMatcher RULE = CharMatcher.anyOf("|-:");
  private static final Pattern DASHES = Pattern.compile("-+");

  private TableCells() {}

  static void normalise(Element table) {
    if (table.parent() == null || table.closest("td, th") != null) {
      return; // flattened with the cell that it was in
    }
    List<Element> rows = rows(table);
    Element caption = table.selectFirst("> caption");
    if (caption != null) {
      table.before(new Element(Tag.valueOf("p"), "").text(caption.text()));
    }
    rows.forEach(TableCells::dropLineNumbers);
    if (isForLooks(table, rows)) {
      layout(table, rows);
      return;
    }
    for (Element row : rows) {
      row.children().forEach(TableCells::cell);
    }
    TableGrid.square(rows);
    head(table, rows);
  }

  /** Whether nothing is said by what stands beside or above what. */
  private static boolean isForLooks(Element table, List<Element> rows) {
    if (rows.isEmpty() || ROLES.contains(table.attr("role"))) {
      return true;
    }
    boolean heads = rows.stream().anyMatch(row -> row.selectFirst("> th") != null);
    return rows.size() == 1 && (rows.get(0).childrenSize() < 2 || !heads)
        || !heads && rows.stream().anyMatch(row -> row.selectFirst(HEADINGS) != null);
  }

  /** Code that is but numbers counts the lines of the code beside it. */
  private static void dropLineNumbers(Element row) {
    if (row.childrenSize() > 1 && row.select("pre").size() > 1) {
      row.children().removeIf(cell -> NUMBERS.matcher(cell.wholeText()).matches());
    }
  }

  private static List<Element> rows(Element table) {
    List<Element> rows = new ArrayList<>();
    for (Element child : table.children()) {
      if (child.normalName().equals("tr")) {
        rows.add(child);
      } else {
        child.children().stream().filter(e -> e.normalName().equals("tr")).forEach(rows::add);
      }
    }
    return rows;
  }

  private static void layout(Element table, List<Element> rows) {
    Element block = new Element(Tag.valueOf("div"), "");
    for (Element row : rows) {
      for (Element cell : row.children()) {
        Element part = block.appendElement("div");
        List.copyOf(cell.childNodes()).forEach(part::appendChild);
      }
    }
    table.replaceWith(block);
  }

  /** Markdown wants the first row to be a head, and shows no other heads. */
  private static void head(Element table, List<Element> rows) {
    table.empty();
    Element head = table.appendElement("thead");
    Element body = table.appendElement("tbody");
    for (Element row : rows) {
      boolean first = head.childNodeSize() == 0;
      row.children().forEach(cell -> cell.tagName(first ? "th" : "td"));
      (first ? head : body).appendChild(row);
    }
  }

  private static void cell(Element cell) {
    if (cell.childNodeSize() > 1 || cell.childrenSize() > 0) {
      cell.select("table").forEach(TableCells::flatten);
      oneLine(cell);
    }
    escape(cell);
  }

  /** A table inside a cell has no Markdown: its rows become lines. */
  private static void flatten(Element table) {
    for (Element row : rows(table)) {
      table.before(new TextNode(BREAK)).before(new TextNode(row.text()));
    }
    table.after(new TextNode(BREAK));
    table.remove();
  }

  private static void oneLine(Element cell) {
    for (Element pre : cell.select("pre")) {
      String text = pre.wholeText().strip();
      pre.replaceWith(new Element(Tag.valueOf("code"), "").text(text.replace("\n", " ")));
    }
    inLine(cell);
    dropBreaks(cell);
  }

  /** Fills an element anew, with breaks in the place of blocks. */
  private static void inLine(Element element) {
    List<Node> line = new ArrayList<>();
    collect(element, line);
    element.empty();
    line.forEach(element::appendChild);
  }

  private static void collect(Element from, List<Node> line) {
    for (Node node : List.copyOf(from.childNodes())) {
      if (!(node instanceof Element element)) {
        line.add(node);
      } else if (element.normalName().equals("br")) {
        line.add(new TextNode(BREAK));
      } else if (BLOCKS.contains(element.normalName())) {
        line.add(new TextNode(BREAK));
        collect(element, line);
        line.add(new TextNode(BREAK));
      } else {
        if (element.childrenSize() > 0) {
          inLine(element);
        }
        line.add(element);
      }
    }
  }

  /** Leaves a break only where there is something on both sides of it. */
  private static void dropBreaks(Element cell) {
    List<Node> dropped = new ArrayList<>();
    Deque<Node> last = new ArrayDeque<>();
    boolean[] begun = {false};
    cell.traverse(
        (node, depth) -> {
          if (node instanceof TextNode text && text.getWholeText().equals(BREAK)) {
            if (begun[0] && last.isEmpty()) {
              last.push(node);
            } else {
              dropped.add(node);
            }
          } else if (node instanceof TextNode text ? !text.isBlank() : isImage(node)) {
            begun[0] = true;
            last.clear();
          }
        });
    dropped.addAll(last);
    dropped.forEach(Node::remove);
  }

  private static boolean isImage(Node node) {
    return node.nodeName().equals("img");
  }

  /** A bar ends a cell, in code too. */
  private static void escape(Element cell) {
    cell.traverse(
        (node, depth) -> {
          if (node instanceof TextNode text && text.getWholeText().indexOf('|') >= 0) {
            text.text(text.getWholeText().replace("|", Markdown.ESCAPE + "|"));
          } else if (isImage(node)) {
            node.attr("alt", node.attr("alt").replace("|", Markdown.ESCAPE + "|"));
          }
        });
  }

  /** Makes the line below a head short, which the converter makes as long as its longest cell. */
  static String shortRule(String line) {
    return line.startsWith("|-") || line.startsWith("|:")
        ? RULE.matchesAllOf(line) ? DASHES.matcher(line).replaceAll("---") : line
        : line;
  }
}
