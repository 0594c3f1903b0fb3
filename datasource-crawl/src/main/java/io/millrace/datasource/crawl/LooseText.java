package io.millrace.datasource.crawl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.jsoup.select.NodeVisitor;

/**
 * Makes paragraphs of words that stand beside blocks without being in one. Browsers begin a new
 * line for them; the converter would join them with what is before.
 */
final class LooseText implements NodeVisitor {
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

  private static void arrange(Element container) {
    boolean item = container.normalName().equals("li");
    List<Node> run = new ArrayList<>();
    for (Node child : List.copyOf(container.childNodes())) {
      if (!isBlock(child)) {
        run.add(child);
        continue;
      }
      boolean first = run.size() == child.siblingIndex();
      if (!(item && first && LISTS.contains(child.nodeName()))) {
        wrap(run);
      }
      run.clear();
    }
    wrap(run);
  }

  private static void wrap(List<Node> run) {
    if (run.stream().allMatch(node -> node instanceof TextNode text && text.isBlank())) {
      return;
    }
    Element paragraph = new Element(Tag.valueOf("p"), "");
    run.get(0).before(paragraph);
    run.forEach(paragraph::appendChild);
  }
}
