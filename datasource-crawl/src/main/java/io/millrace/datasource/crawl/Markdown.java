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

/**
 * Turns a part of a page into Markdown. What the converter does badly is put right in the document
 * beforehand, which is changed by it.
 */
final class Markdown {
  private static final String RULE = "\uE0B8";

  /** Stands for a backslash, which the converter would escape. */
  static final String ESCAPE = "\uE0BA";

  /** What the converter puts between two lists, one right after the other. */
  private static final String BETWEEN_LISTS = "<!-- -->";

  private static final Pattern LINES = Pattern.compile("\\s*\\n\\s*");
  private static final Set<String> DROPPED =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "svg",
          "canvas",
          "iframe",
          "object",
          "embed",
          "audio",
          "video",
          "select",
          "textarea",
          "button",
          "head",
          "link",
          "meta",
          "title",
          "dialog");
  private static final Set<String> UNWRAPPED = Set.of("label", "font");

  /** Blocks that the converter takes for parts of a line. */
  private static final Set<String> AS_DIV =
      Set.of(
          "section",
          "article",
          "main",
          "header",
          "footer",
          "nav",
          "aside",
          "figure",
          "figcaption",
          "address",
          "hgroup",
          "center",
          "details",
          "form",
          "fieldset");

  /**
   * Set as the extractor of documents sets its own, but for blanks and for blocks, which pages have
   * and documents do not: the two share no module, as no plugin depends on another.
   */
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

  private final Element root;
  private final LinkTargets targets;
  private final List<Element> tables = new ArrayList<>();
  private final List<Element> definitions = new ArrayList<>();
  private final List<Element> unwrapped = new ArrayList<>();
  private final List<Element> blocks = new ArrayList<>();
  private final List<Element> code = new ArrayList<>();

  private Markdown(Element root, WebAddress base) {
    this.root = root;
    this.targets = new LinkTargets(base);
  }

  /** Returns the element as Markdown; addresses in it become absolute. */
  static String of(Element root, WebAddress base) {
    new Markdown(root, base).prepare();
    return tidy(CONVERTER.convert(root));
  }

  private void prepare() {
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
    tables.forEach(TableCells::normalise);
    unwrapped.stream().filter(element -> element.parent() != null).forEach(Element::unwrap);
    root.traverse(new LooseText());
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
      case "math" -> {
        return formula(element);
      }
      case "input" -> {
        return input(element);
      }
      case "hr" -> element.tagName("p").text(RULE);
      case "pre" -> {
        code.add(element);
        return NodeFilter.FilterResult.SKIP_CHILDREN;
      }
      case "table" -> tables.add(element);
      case "dl" -> definitions.add(element);
      case "summary", "legend" -> element.tagName("p");
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        element.select("br").forEach(br -> br.replaceWith(new TextNode(" ")));
        blocks.add(element);
      }
      case "p", "li", "div" -> blocks.add(element);
      default -> {
        if (UNWRAPPED.contains(tag)) {
          unwrapped.add(element);
        } else if (AS_DIV.contains(tag) && !element.equals(root)) {
          blocks.add(element.tagName("div"));
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
    code.tagName("code");
    if (code.childrenSize() > 0 && code.selectFirst("a[href], img") == null) {
      code.text(code.text());
    }
  }

  private NodeFilter.FilterResult link(Element link) {
    if (!LinkTargets.shows(link)) {
      return NodeFilter.FilterResult.REMOVE;
    }
    if (!targets.link(link)) {
      unwrapped.add(link);
    }
    return NodeFilter.FilterResult.CONTINUE;
  }

  private NodeFilter.FilterResult image(Element image) {
    return targets.image(image) ? NodeFilter.FilterResult.CONTINUE : NodeFilter.FilterResult.REMOVE;
  }

  /** A formula is what its author wrote, where the page still has that. */
  private static NodeFilter.FilterResult formula(Element math) {
    Element source = math.selectFirst("annotation[encoding*=tex]");
    String tex = source == null ? math.attr("alttext") : source.text();
    math.before(new TextNode(tex.isBlank() ? math.text() : '$' + tex.strip() + '$'));
    return NodeFilter.FilterResult.REMOVE;
  }

  private static NodeFilter.FilterResult input(Element input) {
    if (input.attr("type").equals("checkbox") && input.closest("li") != null) {
      input.before(new TextNode(input.hasAttr("checked") ? "[x] " : "[ ] "));
    }
    return NodeFilter.FilterResult.REMOVE;
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
    if (block.parent() != null && block.childNodes().stream().noneMatch(Markdown::hasContent)) {
      block.remove();
    }
  }

  /** Returns whether there is anything to read or to see in a node. */
  static boolean hasContent(Node node) {
    if (node instanceof TextNode text) {
      return !text.isBlank();
    }
    return node instanceof Element element
        && (element.normalName().equals("img")
            || element.hasText()
            || element.selectFirst("img") != null);
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
      if (!fence && kept.equals(BETWEEN_LISTS)) {
        kept = "";
      }
      blank = kept.isEmpty() ? blank + 1 : 0;
      if (fence || blank <= 1) {
        out.append(kept.equals(RULE) ? "---" : fence ? kept : TableCells.shortRule(kept));
        out.append('\n');
      }
    }
    String text = out.toString().stripTrailing();
    return text.replace(TableCells.BREAK, "<br>")
        .replace(ESCAPE, "\\")
        .replace(LinkTargets.NO_EMOJI, "")
        .replace("```" + CodeBlock.NO_LANGUAGE, "```");
  }
}
