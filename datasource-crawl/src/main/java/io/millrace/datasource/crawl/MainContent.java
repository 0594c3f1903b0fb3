package io.millrace.datasource.crawl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the part of a page that readers come for: what is around it by its tags and names goes,
 * then the smallest element is taken that still has almost all words that are no links.
 */
final class MainContent {
  private static final Set<String> AROUND =
      Set.of("nav", "aside", "footer", "form", "dialog", "menu", "button");
  private static final Set<String> ROLES =
      Set.of("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu");
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i)(^|[\\s_-])(nav|navbar|navigation|navheader|navfooter|menu|sidebar|side-bar|breadcrumbs?"
              + "|cookies?|consent|social|share|sharing|comments?|disqus|advert(isement)?|ads?|promo"
              + "|banner|popup|modal|related|pagination|pager|footer|skip-link|toolbar|newsletter"
              + "|masthead|sphinxsidebar|headerlink)([\\s_-]|$)");
  private static final double ALMOST_ALL = 0.85;
  private static final double ENOUGH = 0.25;

  private final Map<Element, Integer> words = new HashMap<>();

  private MainContent() {}

  /** Returns the main element of a document's body; what is around it is removed from it. */
  static Element of(Element body) {
    NamedParts parts = new NamedParts();
    body.traverse(parts);
    Element named = parts.largest(ENOUGH);
    Element part = named == null ? body : named;
    clean(part);
    return new MainContent().densest(part);
  }

  @SuppressWarnings("ReferenceEquality") // the very node, not one like it
  private static void clean(Element root) {
    root.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            return !node.equals(root) && node instanceof Element element && around(element)
                ? FilterResult.REMOVE
                : FilterResult.CONTINUE;
          }
        });
  }

  private static boolean around(Element element) {
    String tag = element.normalName();
    if (AROUND.contains(tag) || ROLES.contains(element.attr("role"))) {
      return true;
    }
    if (element.attributesSize() == 0 || tag.equals("body") || isContent(tag)) {
      return false;
    }
    if (element.hasAttr("hidden") || "true".equals(element.attr("aria-hidden"))) {
      return true;
    }
    if (tag.equals("header")) {
      return element.selectFirst("h1") == null;
    }
    return named(element.attr("class")) || named(element.id());
  }

  /** Elements whose names say how they look, not what they are there for. */
  private static boolean isContent(String tag) {
    return switch (tag) {
      case "p",
          "pre",
          "code",
          "span",
          "table",
          "tbody",
          "tr",
          "td",
          "th",
          "img",
          "em",
          "strong",
          "b",
          "i",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "article",
          "main",
          "figure" ->
          true;
      default -> false;
    };
  }

  private static boolean named(String names) {
    return !names.isEmpty() && NAMES.matcher(names).find();
  }

  private Element densest(Element root) {
    root.traverse(new Counter(root));
    int all = words.getOrDefault(root, 0);
    if (all == 0) {
      return root;
    }
    Element chosen = root;
    for (Element next = heaviest(chosen, all); next != null; next = heaviest(chosen, all)) {
      chosen = next;
    }
    return chosen;
  }

  private @Nullable Element heaviest(Element parent, int all) {
    for (Element child : parent.children()) {
      String tag = child.normalName();
      if (isHolder(tag) && words.getOrDefault(child, 0) >= all * ALMOST_ALL) {
        return child.selectFirst("h1") == null && parent.selectFirst("h1") != null ? null : child;
      }
    }
    return null;
  }

  private static boolean isHolder(String tag) {
    return tag.equals("div")
        || tag.equals("section")
        || tag.equals("article")
        || tag.equals("main");
  }

  /** Counts for the root and each holder the characters below it that are in no link. */
  private final class Counter implements NodeVisitor {
    private final Element root;
    private final Deque<Integer> starts = new ArrayDeque<>();
    private int count;
    private int inLinks;

    Counter(Element root) {
      this.root = root;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        count += inLinks > 0 ? 0 : length(text.getWholeText());
      } else if (node instanceof Element element) {
        if (isCounted(element)) {
          starts.push(count);
        }
        inLinks += isLink(element) ? 1 : 0;
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (isCounted(element)) {
          words.put(element, count - starts.pop());
        }
        inLinks -= isLink(element) ? 1 : 0;
      }
    }

    private boolean isCounted(Element element) {
      return element.equals(root) || isHolder(element.normalName());
    }

    private static boolean isLink(Element element) {
      return element.normalName().equals("a");
    }
  }

  /** Returns how many characters of a text are no blanks. */
  static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length += text.charAt(i) > ' ' ? 1 : 0;
    }
    return length;
  }
}
