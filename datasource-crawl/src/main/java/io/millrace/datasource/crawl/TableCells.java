package io.millrace.datasource.crawl;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;

/** Makes tables fit for Markdown: one line a cell, as many cells in a row, a head, no spans. */
final class TableCells {

  /** Stands for a line break inside a cell while the converter, which drops it, works. */
  static final String BREAK = "\uE0B7";

  private static final int WIDEST = 100;
  private static final CharMatcher RULE = CharMatcher.anyOf("|-:");
  private static final Pattern DASHES = Pattern.compile("-+");

  private TableCells() {}

  static void normalise(Element table) {
    if (table.parent() == null) {
      return;
    }
    List<Element> rows = rows(table);
    if (table.closest("td, th") != null) {
      flatten(table, rows);
      return;
    }
    Element caption = table.selectFirst("> caption");
    if (caption != null) {
      caption.remove();
      table.before(new Element(Tag.valueOf("p"), "").text(caption.text()));
    }
    if (rows.size() < 2 && (rows.isEmpty() || rows.get(0).childrenSize() < 2)) {
      layout(table, rows);
      return;
    }
    for (Element row : rows) {
      for (Element cell : row.children()) {
        cell(cell);
      }
    }
    head(rows);
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

  /** A table of one cell is there for its looks. */
  private static void layout(Element table, List<Element> rows) {
    Element block = new Element(Tag.valueOf("div"), "");
    for (Element row : rows) {
      row.children().forEach(cell -> cell.childNodesCopy().forEach(block::appendChild));
    }
    table.replaceWith(block);
  }

  /** Markdown wants the first row to be a head, and shows no other heads. */
  private static void head(List<Element> rows) {
    Element first = rows.get(0);
    first.children().forEach(cell -> cell.tagName("th"));
    rows.stream().skip(1).forEach(row -> row.children().forEach(cell -> cell.tagName("td")));
  }

  /** A table inside a cell has no Markdown: its rows become lines. */
  private static void flatten(Element table, List<Element> rows) {
    StringBuilder text = new StringBuilder();
    for (Element row : rows) {
      text.append(text.isEmpty() ? "" : BREAK).append(row.text());
    }
    table.replaceWith(new TextNode(text.toString()));
  }

  private static void cell(Element cell) {
    if (cell.childNodeSize() > 1 || cell.childrenSize() > 0) {
      oneLine(cell);
    }
    span(cell);
  }

  @SuppressWarnings("ReferenceEquality") // the very node, not one like it
  private static void oneLine(Element cell) {
    for (Element pre : cell.select("pre")) {
      String text = pre.wholeText().strip();
      pre.replaceWith(new Element(Tag.valueOf("code"), "").text(text.replace("\n", " ")));
    }
    cell.select("br").forEach(br -> br.replaceWith(new TextNode(BREAK)));
    for (Element block : cell.select("p, div, li, h1, h2, h3, h4, h5, h6")) {
      if (!block.equals(cell) && block.parent() != null) {
        if (before(block)) {
          block.before(new TextNode(BREAK));
        }
        block.unwrap();
      }
    }
    cell.select("ul, ol, dl, dt, dd").unwrap();
    trim(cell);
  }

  private static boolean before(Element block) {
    Node previous = block.previousSibling();
    while (previous instanceof TextNode text && text.isBlank()) {
      previous = previous.previousSibling();
    }
    return previous != null;
  }

  private static void trim(Element cell) {
    while (cell.childNodeSize() > 0 && isBreak(cell.childNode(0))) {
      cell.childNode(0).remove();
    }
    while (cell.childNodeSize() > 0 && isBreak(cell.childNode(cell.childNodeSize() - 1))) {
      cell.childNode(cell.childNodeSize() - 1).remove();
    }
  }

  /** Makes the line below a head short, which the converter makes as long as its longest cell. */
  static String shortRule(String line) {
    return line.startsWith("|-") || line.startsWith("|:")
        ? RULE.matchesAllOf(line) ? DASHES.matcher(line).replaceAll("---") : line
        : line;
  }

  private static boolean isBreak(Node node) {
    return node instanceof TextNode text
        && (text.isBlank() || text.getWholeText().strip().equals(BREAK));
  }

  private static void span(Element cell) {
    String value = cell.attr("colspan");
    String align = cell.attr("align");
    cell.clearAttributes();
    if (!align.isEmpty()) {
      cell.attr("align", align);
    }
    for (int i = 1; !value.isEmpty() && i < number(value); i++) {
      cell.after(new Element(cell.tag(), ""));
    }
  }

  private static int number(String value) {
    try {
      return Math.min(WIDEST, Integer.parseInt(value.strip()));
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
