package io.millrace.datasource.crawl;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Takes out what is around the main part of a page, by its tags, roles and names. What holds most
 * of a page's words stays, whatever it is called: some pages are a form as a whole, or have a class
 * that says where their sidebar is.
 */
final class Surroundings implements NodeFilter {
  private static final Set<String> TAGS =
      Set.of("nav", "aside", "footer", "form", "dialog", "menu", "button");
  private static final Set<String> ROLES =
      Set.of("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu");
  private static final String NAMES =
      "nav|navbar|navigation|navheader|navfooter|menu|sidebar|side-bar|breadcrumbs?|cookies?|consent"
          + "|social|share|sharing|comments?|disqus|advert(?:isement)?|ads?|promo|banner|popup|modal"
          + "|related|pagination|pager|footer|skip-link|toolbar|newsletter|masthead|sphinxsidebar"
          + "|headerlink";

  /** A class is made of a few words, one of which is telling. */
  private static final Pattern CLASSES =
      Pattern.compile("(?i)(?:^|[\\s_-])(?:" + NAMES + ")(?:[\\s_-]|$)");

  /** An id may be made of a heading, and tells only when there is hardly anything else in it. */
  private static final Pattern ID =
      Pattern.compile(
          "(?i)(?:(?:site|page|main|top|bottom|left|right|global|primary|secondary|header)[_-]?)?(?:"
              + NAMES
              + ")(?:[_-]?(?:bar|box|left|right|top|bottom|wrapper|container|inner|content|area|\\d+))?");

  private static final double MOST = 0.5;
  private static final int CHECKS = 30;

  private final Element root;
  private final int letters;
  private int kept;

  /**
   * @param root stays
   * @param letters how many characters, blanks not counted, the root has
   */
  Surroundings(Element root, int letters) {
    this.root = root;
    this.letters = letters;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very node, not one like it
  public FilterResult head(Node node, int depth) {
    if (node.equals(root) || !(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    return isHidden(element) || (isAround(element) && !isMost(element))
        ? FilterResult.REMOVE
        : FilterResult.CONTINUE;
  }

  private static boolean isHidden(Element element) {
    return element.attributesSize() > 0
        && !isContent(element.normalName())
        && (element.hasAttr("hidden") || "true".equals(element.attr("aria-hidden")));
  }

  private static boolean isAround(Element element) {
    String tag = element.normalName();
    if (TAGS.contains(tag)) {
      return true;
    } else if (element.attributesSize() == 0) {
      return false;
    } else if (ROLES.contains(element.attr("role"))) {
      return true;
    } else if (tag.equals("header")) {
      return element.selectFirst("h1") == null;
    }
    return !isContent(tag)
        && (CLASSES.matcher(element.className()).find() || ID.matcher(element.id()).matches());
  }

  private boolean isMost(Element element) {
    boolean most = kept >= CHECKS || letters(element) > letters * MOST;
    kept += most ? 1 : 0;
    return most;
  }

  private static int letters(Element element) {
    int[] count = {0};
    element.traverse(
        (node, depth) ->
            count[0] +=
                node instanceof TextNode text ? MainContent.length(text.getWholeText()) : 0);
    return count[0];
  }

  /** Elements whose names say how they look, not what they are there for. */
  private static boolean isContent(String tag) {
    return switch (tag) {
      case "body",
          "p",
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
}
