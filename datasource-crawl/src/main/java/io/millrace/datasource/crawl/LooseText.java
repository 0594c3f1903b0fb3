package io.millrace.datasource.crawl;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/**
 * Makes paragraphs of words that stand beside blocks without being in one. Browsers begin a new
 * line for them; the converter would join them with what is before.
 */
final class LooseText implements NodeVisitor {
  private static final int MOST = 200;
  private static final Set<String> LISTS = Set.of("ul", "ol");
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "blockquote",
          "pre",
          "table",
          "ul",
          "ol",
          "dl",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6");
  private static final Set<String> CONTAINERS = Set.of("body", "div", "li", "blockquote");

  @Override
  public void head(Node node, int depth) {
    if (node instanceof Element element
        && (depth == 0 || CONTAINERS.contains(element.normalName()))
        && element.childNodeSize() > 1
        && hasBlock(element)) {
      arrange(element);
    }
  }

  private static boolean hasBlock(Element element) {
    for (Node child : element.childNodes()) {
      if (isBlock(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlock(Node node) {
    return node instanceof Element element && BLOCKS.contains(element.normalName());
  }

  /** Fills the container anew: to insert among thousands of children takes time for each. */
  private static void arrange(Element container) {
    List<Node> children = List.copyOf(container.childNodes());
    boolean item = container.normalName().equals("li");
    List<Node> run = new ArrayList<>();
    container.empty();
    for (Node child : children) {
      if (!isBlock(child)) {
        run.add(child);
        continue;
      }
      boolean first = container.childNodeSize() == 0;
      append(container, run, item && first && LISTS.contains(child.nodeName()));
      container.appendChild(child);
    }
    append(container, run, false);
    if (!item) {
      group(container);
    }
  }

  /** The converter counts for each block those before it: there must not be many in one place. */
  private static void group(Element container) {
    while (container.childNodeSize() > MOST) {
      List<Node> children = List.copyOf(container.childNodes());
      container.empty();
      for (List<Node> part : Lists.partition(children, MOST)) {
        container.appendElement("div").appendChildren(part);
      }
    }
  }

  private static void append(Element container, List<Node> run, boolean asIs) {
    boolean wrapped = !asIs && run.stream().anyMatch(Markdown::hasContent);
    Element into = wrapped ? container.appendElement("p") : container;
    run.forEach(into::appendChild);
    run.clear();
  }
}
