package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Reads in one walk over a document what a crawler wants to know of it. */
final class PageReader implements NodeVisitor {
  private static final int MOST_LINKS = 10_000;
  private static final int FEW_WORDS = 30;
  private static final Splitter RULES =
      Splitter.on(CharMatcher.anyOf(", ;\t")).omitEmptyStrings();

  /** Rules that have a value of their own behind a colon. */
  private static final Set<String> DIRECTIVES =
      Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

  private static final Pattern REFRESH =
      Pattern.compile(
          "^\\s*\\d*\\s*[;,]?\\s*url\\s*=\\s*[\"']?([^\"']+)", Pattern.CASE_INSENSITIVE);

  private final Set<String> seen = new HashSet<>();
  private final List<WebAddress> links = new ArrayList<>();
  private final WordBuffer text = new WordBuffer();
  private WebAddress base;
  private String title = "";
  private String heading = "";
  private String socialTitle = "";
  private String description = "";
  private String socialDescription = "";
  private @Nullable WebAddress canonical;
  private boolean noindex;
  private boolean nofollow;
  private boolean scripts;
  private @Nullable Node hidden;

  private PageReader(WebAddress address) {
    this.base = address;
  }

  /**
   * Reads a document.
   *
   * @param robots values of the {@code X-Robots-Tag} header
   */
  static Page read(Document document, WebAddress address, List<String> robots) {
    PageReader reader = new PageReader(address);
    robots.forEach(reader::header);
    document.traverse(reader);
    return reader.page();
  }

  private Page page() {
    String name = !title.isEmpty() ? title : !socialTitle.isEmpty() ? socialTitle : heading;
    return new Page(
        name,
        description.isEmpty() ? socialDescription : description,
        nofollow ? List.of() : links,
        canonical,
        noindex,
        text.toString(),
        scripts && text.length() < FEW_WORDS);
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words) {
      if (hidden == null) {
        text.append(words.getWholeText());
      }
    } else if (node instanceof Element element) {
      element(element);
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very node, not one like it
  public void tail(Node node, int depth) {
    if (node.equals(hidden)) {
      hidden = null;
    }
  }

  private void element(Element element) {
    switch (element.normalName()) {
      case "a", "area" -> link(element);
      case "title" -> {
        if (title.isEmpty() && !"svg".equals(parentName(element))) {
          title = element.text().strip();
        }
        hide(element);
      }
      case "meta" -> meta(element);
      case "link" -> related(element);
      case "base" -> {
        WebAddress other = base.resolve(element.attr("href"));
        base = other == null ? base : other;
      }
      case "h1" -> heading = heading.isEmpty() ? element.text().strip() : heading;
      case "frame", "iframe" -> add(element.attr("src"));
      case "script" -> {
        scripts = true;
        hide(element);
      }
      case "style", "noscript", "template" -> hide(element);
      default -> {}
    }
  }

  private static String parentName(Element element) {
    Element parent = element.parent();
    return parent == null ? "" : parent.normalName();
  }

  private void hide(Node node) {
    if (hidden == null) {
      hidden = node;
    }
  }

  private void link(Element element) {
    String target = element.attr("href");
    if (!target.isEmpty() && !rel(element).contains("nofollow")) {
      add(target);
    }
  }

  private static String rel(Element element) {
    String rel = element.attr("rel");
    return rel.isEmpty() ? rel : Ascii.toLowerCase(rel);
  }

  private void related(Element element) {
    String rel = rel(element);
    if (rel.equals("canonical") && canonical == null && element.hasAttr("href")) {
      canonical = base.resolve(element.attr("href"));
    } else if (rel.equals("next") || rel.equals("prev")) {
      add(element.attr("href"));
    }
  }

  private void add(String target) {
    if (!target.isEmpty()
        && target.charAt(0) != '#'
        && links.size() < MOST_LINKS
        && seen.add(target)) {
      WebAddress address = base.resolve(target);
      if (address != null) {
        links.add(address);
      }
    }
  }

  private void meta(Element element) {
    String name = Ascii.toLowerCase(element.attr("name"));
    if (name.isEmpty()) {
      name = Ascii.toLowerCase(element.attr("property"));
    }
    String content = element.attr("content");
    switch (name) {
      case "description" -> description = description.isEmpty() ? content.strip() : description;
      case "og:title" -> socialTitle = content.strip();
      case "og:description" -> socialDescription = content.strip();
      case "robots", RobotsCache.AGENT -> robots(content);
      default -> {
        if (Ascii.equalsIgnoreCase(element.attr("http-equiv"), "refresh")) {
          Matcher matcher = REFRESH.matcher(content);
          if (matcher.find()) {
            add(matcher.group(1));
          }
        }
      }
    }
  }

  /** What a header says may be for one robot alone: {@code otherbot: noindex}. */
  private void header(String rules) {
    int colon = rules.indexOf(':');
    String name = colon < 0 ? "" : Ascii.toLowerCase(rules.substring(0, colon).strip());
    if (name.isEmpty() || name.indexOf(',') >= 0 || DIRECTIVES.contains(name)) {
      robots(rules);
    } else if (name.equals(RobotsCache.AGENT)) {
      robots(rules.substring(colon + 1));
    }
  }

  private void robots(String rules) {
    for (String rule : RULES.split(Ascii.toLowerCase(rules))) {
      noindex |= rule.equals("noindex") || rule.equals("none");
      nofollow |= rule.equals("nofollow") || rule.equals("none");
    }
  }
}
