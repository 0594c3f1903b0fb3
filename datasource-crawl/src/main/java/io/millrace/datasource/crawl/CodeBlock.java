package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/** Brings the many ways in which pages show code into one: text in a code element in a pre. */
final class CodeBlock {

  /** Stands for the language of code that names none: the converter fences no other. */
  static final String NO_LANGUAGE = "\uE0B9";

  private static final int LEVELS = 3;
  private static final Pattern LANGUAGE =
      Pattern.compile(
          "(?:^|\\s)(?:language|lang|highlight|sourceCode|brush|highlight-source)(?:-|:\\s*|\\s+)([\\w+#.-]+)");

  private CodeBlock() {}

  static void normalise(Element pre) {
    String language = language(pre);
    pre.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
    String text = pre.wholeText();
    Element code = new Element(Tag.valueOf("code"), "");
    code.appendChild(new TextNode(text.endsWith("\n") ? text : text + "\n"));
    code.addClass("language-" + (language == null ? NO_LANGUAGE : language));
    pre.clearAttributes();
    pre.empty();
    pre.appendChild(code);
  }

  private static @Nullable String language(Element pre) {
    Element code = pre.selectFirst("code");
    String language = code == null ? null : named(code);
    Element at = pre;
    for (int i = 0; i < LEVELS && at != null && language == null; i++) {
      language = named(at);
      at = at.parent();
    }
    return language;
  }

  private static @Nullable String named(Element element) {
    String data = element.attr("data-lang");
    if (data.isEmpty()) {
      data = element.attr("data-language");
    }
    if (!data.isEmpty()) {
      return Ascii.toLowerCase(data);
    }
    Matcher matcher = LANGUAGE.matcher(element.className());
    if (!matcher.find()) {
      return null;
    }
    String name = Ascii.toLowerCase(matcher.group(1));
    return name.equals("default") || name.equals("none") || name.equals("text") ? null : name;
  }
}
