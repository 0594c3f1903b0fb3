package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Set;
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

  private static final Splitter CLASSES = Splitter.on(' ');
  private static final int LEVELS = 3;
  private static final Pattern LANGUAGE =
      Pattern.compile(
          "(?:^|\\s)(?:(?:language|lang|brush)[-:]\\s*|highlight-(?:source-)?|sourceCode\\s+)"
              + "([\\w+#.-]+)");

  /** Names that stand alone among the classes of code, as highlighters write them. */
  private static final ImmutableSet<String> LANGUAGES =
      ImmutableSet.copyOf(
          CLASSES.split(
              "asm awk bash c c++ clojure cmake console cpp cs csharp css dart diff "
                  + "dockerfile elixir erlang fsharp go golang gradle graphql groovy haskell html "
                  + "http ini java javascript js json jsx julia kotlin latex less lisp lua "
                  + "makefile markdown matlab nginx objectivec ocaml perl php plpgsql plsql "
                  + "powershell properties proto protobuf py python python3 r rb ruby rust scala "
                  + "scss sh shell sql swift tex toml ts tsx typescript vb vim xml yaml yml zsh"));

  private static final Set<String> NONE =
      Set.of("default", "none", "text", "plain", "plaintext", "notranslate", "nohighlight");

  /** What pages put into code that is none of it. */
  private static final String BESIDES =
      "button, .linenos, .lineno, .line-number, .line-numbers-rows, .ln, .lnt";

  private CodeBlock() {}

  static void normalise(Element pre) {
    String language = language(pre);
    pre.select(BESIDES).remove();
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
    if (matcher.find()) {
      String name = Ascii.toLowerCase(matcher.group(1));
      return NONE.contains(name) ? null : name;
    }
    return isCode(element) ? alone(element) : null;
  }

  private static boolean isCode(Element element) {
    return element.normalName().equals("pre") || element.normalName().equals("code");
  }

  private static @Nullable String alone(Element code) {
    for (String name : CLASSES.split(Ascii.toLowerCase(code.className()))) {
      if (LANGUAGES.contains(name)) {
        return name;
      }
    }
    return null;
  }
}
