package io.millrace.datasource.crawl;

import com.vladsch.flexmark.html2md.converter.ExtensionConversion;
import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.format.TableFormatOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Turns a part of a page into Markdown. What the converter does badly is put right in the document
 * beforehand, which is changed by it.
 */
final class Markdown {
  private static final String RULE = "\uE0B8";
  private static final Pattern LINES = Pattern.compile("\\s*\\n\\s*");
  private static final Set<String> DROPPED =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "svg",
          "math",
          "canvas",
          "iframe",
          "object",
          "embed",
          "audio",
          "video",
          "input",
          "select",
          "textarea",
          "button",
          "head",
          "link",
          "meta",
          "title",
          "dialog");
  private static final Set<String> UNWRAPPED =
      Set.of("form", "fieldset", "label", "details", "font");

  private static final FlexmarkHtmlConverter CONVERTER =
      FlexmarkHtmlConverter.builder(
              new MutableDataSet()
                  .set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false)
                  .set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false)
                  .set(FlexmarkHtmlConverter.TYPOGRAPHIC_QUOTES, false)
                  .set(FlexmarkHtmlConverter.TYPOGRAPHIC_SMARTS, false)
                  .set(FlexmarkHtmlConverter.EXTRACT_AUTO_LINKS, false)
                  .set(FlexmarkHtmlConverter.SKIP_CHAR_ESCAPE, true)
                  .set(FlexmarkHtmlConverter.BR_AS_PARA_BREAKS, false)
                  .set(FlexmarkHtmlConverter.BR_AS_EXTRA_BLANK_LINES, false)
                  .set(FlexmarkHtmlConverter.LISTS_END_ON_DOUBLE_BLANK, false)
                  .set(FlexmarkHtmlConverter.EXT_INLINE_INS, ExtensionConversion.TEXT)
                  .set(FlexmarkHtmlConverter.EXT_INLINE_SUP, ExtensionConversion.TEXT)
                  .set(FlexmarkHtmlConverter.EXT_INLINE_SUB, ExtensionConversion.TEXT)
                  .set(FlexmarkHtmlConverter.UNORDERED_LIST_DELIMITER, '-')
                  .set(TableFormatOptions.FORMAT_TABLE_ADJUST_COLUMN_WIDTH, false)
                  .set(FlexmarkHtmlConverter.NBSP_TEXT, " ")
                  .set(FlexmarkHtmlConverter.DIV_AS_PARAGRAPH, true)
                  .set(FlexmarkHtmlConverter.MAX_BLANK_LINES, 1))
          .build();

  private final WebAddress base;
  private final List<Element> tables = new ArrayList<>();
  private final List<Element> definitions = new ArrayList<>();
  private final List<Element> unwrapped = new ArrayList<>();
  private final List<Element> blocks = new ArrayList<>();
  private final List<Element> code = new ArrayList<>();

  private Markdown(WebAddress base) {
    this.base = base;
  }

  /** Returns the element as Markdown; addresses in it become absolute. */
  static String of(Element root, WebAddress base) {
    Markdown markdown = new Markdown(base);
    markdown.prepare(root);
    return tidy(CONVERTER.convert(root));
  }

  private void prepare(Element root) {
    root.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof Comment) {
              return FilterResult.REMOVE;
            }
            if (node instanceof TextNode text) {
              oneLine(text);
            }
            return node instanceof Element element ? look(element) : FilterResult.CONTINUE;
          }
        });
    code.forEach(CodeBlock::normalise);
    definitions.forEach(Markdown::definitions);
    for (int i = tables.size() - 1; i >= 0; i--) {
      TableCells.normalise(tables.get(i));
    }
    unwrapped.stream().filter(element -> element.parent() != null).forEach(Element::unwrap);
    for (int i = blocks.size() - 1; i >= 0; i--) {
      dropIfEmpty(blocks.get(i));
    }
  }

  private NodeFilter.FilterResult look(Element element) {
    String tag = element.normalName();
    if (DROPPED.contains(tag)) {
      return NodeFilter.FilterResult.REMOVE;
    }
    switch (tag) {
      case "a" -> {
        return link(element);
      }
      case "img" -> {
        return image(element);
      }
      case "code", "kbd", "samp", "tt" -> inlineCode(element);
      case "hr" -> element.tagName("p").text(RULE);
      case "pre" -> {
        code.add(element);
        return NodeFilter.FilterResult.SKIP_CHILDREN;
      }
      case "table" -> tables.add(element);
      case "dl" -> definitions.add(element);
      case "summary" -> element.tagName("p");
      case "p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6" -> blocks.add(element);
      default -> {
        if (UNWRAPPED.contains(tag)) {
          unwrapped.add(element);
        }
      }
    }
    return NodeFilter.FilterResult.CONTINUE;
  }

  /** A line break in the source is a blank to readers, and would be one of Markdown's lines. */
  private static void oneLine(TextNode text) {
    String source = text.getWholeText();
    if (source.indexOf('\n') >= 0) {
      text.text(LINES.matcher(source).replaceAll(" "));
    }
  }

  /** The converter sees code only where there is nothing but text in it. */
  private static void inlineCode(Element code) {
    if (code.childrenSize() > 0 && code.selectFirst("a[href], img") == null) {
      code.text(code.text());
    }
  }

  private NodeFilter.FilterResult link(Element link) {
    String target = link.attr("href");
    String text = link.text();
    boolean picture = text.isBlank() && link.selectFirst("img") != null;
    if ((text.isBlank() && !picture) || text.equals("¶") || text.equals("#") || text.equals("§")) {
      return NodeFilter.FilterResult.REMOVE;
    }
    String url = absolute(target);
    link.clearAttributes();
    if (url == null) {
      unwrapped.add(link);
    } else {
      link.attr("href", url);
    }
    return NodeFilter.FilterResult.CONTINUE;
  }

  private NodeFilter.FilterResult image(Element image) {
    String source = image.attr("src");
    if (source.isEmpty() || source.startsWith("data:")) {
      source = image.attr("data-src");
    }
    String url = source.isEmpty() ? null : absolute(source);
    if (url == null) {
      return NodeFilter.FilterResult.REMOVE;
    }
    String alt = image.attr("alt").strip();
    image.clearAttributes().attr("src", url).attr("alt", alt);
    return NodeFilter.FilterResult.CONTINUE;
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
    return hash < 0
        ? address.toString()
        : address + "#" + PathText.escaped(target.substring(hash + 1));
  }

  /** Markdown knows no definitions: a term is a line in bold, and what it means comes below. */
  private static void definitions(Element list) {
    for (Element child : list.children()) {
      if (child.normalName().equals("dt")) {
        Element strong = new Element(Tag.valueOf("strong"), "");
        String text = child.text();
        child.tagName("p");
        if (child.selectFirst("a, code, strong, b") == null) {
          child.empty().appendChild(strong.text(text));
        }
      } else if (child.normalName().equals("dd")) {
        child.tagName("div");
      }
    }
    list.tagName("div");
  }

  private static void dropIfEmpty(Element block) {
    if (block.parent() == null || hasContent(block)) {
      return;
    }
    block.remove();
  }

  private static boolean hasContent(Element block) {
    for (Node child : block.childNodes()) {
      if (child instanceof TextNode text
          ? !text.isBlank()
          : child instanceof Element e && holds(e)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(Element element) {
    return element.normalName().equals("img")
        || element.hasText()
        || element.selectFirst("img") != null;
  }

  /** Puts the marks in place and leaves one blank line where there are several. */
  private static String tidy(String markdown) {
    StringBuilder out = new StringBuilder(markdown.length());
    int blank = 1;
    boolean fence = false;
    for (String line : (Iterable<String>) markdown.replace('\u00A0', ' ').lines()::iterator) {
      String kept = line.isBlank() ? "" : line;
      if (kept.stripLeading().startsWith("```")) {
        fence = !fence;
      }
      blank = kept.isEmpty() ? blank + 1 : 0;
      if (fence || blank <= 1) {
        out.append(kept.equals(RULE) ? "---" : fence ? kept : TableCells.shortRule(kept));
        out.append('\n');
      }
    }
    String text = out.toString().stripTrailing();
    return text.replace(TableCells.BREAK, "<br>").replace("```" + CodeBlock.NO_LANGUAGE, "```");
  }
}
