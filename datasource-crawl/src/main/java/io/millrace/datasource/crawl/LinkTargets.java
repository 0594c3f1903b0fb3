package io.millrace.datasource.crawl;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Makes the addresses of links and images absolute, and leaves of them what Markdown can show. */
final class LinkTargets {

  /** Where pages keep the address of an image that is shown late. */
  private static final List<String> LAZY = List.of("data-src", "data-original", "data-lazy-src");

  /** Keeps the converter from taking images for emoji by the names of their files. */
  static final String NO_EMOJI = "\uE0BB";

  private final WebAddress base;

  LinkTargets(WebAddress base) {
    this.base = base;
  }

  /** Returns whether a link has anything to show but a mark of its heading. */
  static boolean shows(Element link) {
    String text = link.text();
    if (text.isBlank()) {
      return link.selectFirst("img") != null;
    }
    return !text.equals("¶") && !text.equals("#") && !text.equals("§");
  }

  /** Returns whether a link leads out of its page; one that does not is its text alone. */
  boolean link(Element link) {
    String url = absolute(link.attr("href"));
    link.clearAttributes();
    if (url == null) {
      return false;
    }
    link.attr("href", url);
    if (!isBalanced(link.text())) {
      link.traverse(
          (node, depth) -> {
            if (node instanceof TextNode text) {
              escape(text);
            }
          });
    }
    return true;
  }

  /** A bracket without its other half would end the text of the link, or another one's. */
  private static boolean isBalanced(String text) {
    int open = 0;
    for (int i = 0; i < text.length() && open >= 0; i++) {
      open += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
    }
    return open == 0;
  }

  private static void escape(TextNode text) {
    text.text(
        text.getWholeText()
            .replace("[", Markdown.ESCAPE + "[")
            .replace("]", Markdown.ESCAPE + "]"));
  }

  /** Returns whether an image is anywhere. */
  boolean image(Element image) {
    String url = absolute(source(image));
    if (url == null) {
      return false;
    }
    String alt = image.attr("alt").strip();
    int name = url.lastIndexOf('/') + 1;
    image.clearAttributes().attr("src", url.substring(0, name) + NO_EMOJI + url.substring(name));
    image.attr("alt", alt);
    return true;
  }

  private static String source(Element image) {
    String source = image.attr("src");
    if (!source.isEmpty() && !source.startsWith("data:")) {
      return source;
    }
    for (String name : LAZY) {
      if (image.hasAttr(name)) {
        return image.attr(name);
      }
    }
    String set = image.attr(image.hasAttr("srcset") ? "srcset" : "data-srcset").strip();
    int end = set.indexOf(' ');
    return end < 0 ? set : set.substring(0, end);
  }

  private @Nullable String absolute(String target) {
    if (target.startsWith("mailto:")) {
      return target.strip();
    }
    WebAddress address = target.startsWith("#") || target.isEmpty() ? null : base.resolve(target);
    if (address == null) {
      return null;
    }
    int hash = target.indexOf('#');
    String url =
        hash < 0
            ? address.toString()
            : address + "#" + PathText.escaped(target.substring(hash + 1));
    return url.replace("(", "%28").replace(")", "%29");
  }
}
