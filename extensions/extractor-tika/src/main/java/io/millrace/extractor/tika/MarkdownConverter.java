package io.millrace.extractor.tika;

import com.google.common.collect.Lists;
import com.vladsch.flexmark.html2md.converter.ExtensionConversion;
import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.format.TableFormatOptions;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;

/** Turns the XHTML of a parser into Markdown, after the corners that trip the converter are cut. */
final class MarkdownConverter {

  /** Stands for a line break inside a table cell while the converter, which drops it, works. */
  private static final String CELL_BREAK = "\uE0B7";

  private static final Pattern BLANK_LINES = Pattern.compile("\n(?:[ \\t]*\n){2,}");
  private static final Pattern BULLET = Pattern.compile("^\\s*[·•▪◦]\\s+");
  private static final int WIDEST_SPAN = 100;

  private final FlexmarkHtmlConverter converter =
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
                  .set(FlexmarkHtmlConverter.NBSP_TEXT, "\u00A0")
                  .set(FlexmarkHtmlConverter.MAX_BLANK_LINES, 1))
          .build();

  /**
   * Converts one piece of a document.
   *
   * @param images URLs of kept images by the name that {@code embedded:} sources give
   */
  String convert(String xhtml, Map<String, String> images) {
    Document document = Jsoup.parseBodyFragment(xhtml);
    document.outputSettings().prettyPrint(false);
    Element body = document.body();
    body.select("script, style, hr, title, meta").remove();
    images(body, images);
    links(body);
    body.select("dl").forEach(MarkdownConverter::definitions);
    body.select("p").forEach(MarkdownConverter::bullet);
    // Innermost first: tables inside of cells are no tables any more when the outer one is read.
    Lists.reverse(body.select("td table, th table")).forEach(MarkdownConverter::flatten);
    body.select("table").forEach(MarkdownConverter::table);
    body.select("h1, h2, h3, h4, h5, h6, p, li, div").stream()
        .filter(e -> !e.hasText() && e.select("img, br").isEmpty())
        .forEach(Node::remove);
    String markdown = converter.convert(body.html());
    markdown = markdown.replace(CELL_BREAK, "<br>");
    return BLANK_LINES.matcher(markdown).replaceAll("\n\n").strip();
  }

  private static void images(Element body, Map<String, String> images) {
    for (Element image : body.select("img")) {
      String source = image.attr("src");
      String url =
          source.startsWith("embedded:")
              ? images.get(source.substring("embedded:".length()))
              : source.startsWith("http") ? source : null;
      if (url == null) {
        image.remove();
      } else {
        image.clearAttributes();
        image.attr("src", url).attr("alt", "image");
      }
    }
  }

  private static void links(Element body) {
    for (Element link : body.select("a")) {
      String target = link.attr("href");
      boolean leads = target.contains("://") || target.startsWith("mailto:");
      if (!leads || (!link.hasText() && link.select("img").isEmpty())) {
        link.unwrap();
      }
    }
  }

  /** Old Word files have their list marks in the text. */
  private static void bullet(Element paragraph) {
    if (paragraph.childNodeSize() > 0 && paragraph.childNode(0) instanceof TextNode text) {
      text.text(BULLET.matcher(text.getWholeText()).replaceFirst("- "));
    }
  }

  /** Markdown knows no definitions: each becomes a line of its own, {@code From: somebody}. */
  private static void definitions(Element list) {
    for (Element term : list.select("> dt")) {
      Element value = term.nextElementSibling();
      if (value != null && value.normalName().equals("dd")) {
        term.appendText(": ");
        value.childNodesCopy().forEach(term::appendChild);
        value.remove();
      }
      term.tagName("p");
    }
    list.select("> dd").tagName("p");
    list.unwrap();
  }

  private static void table(Element table) {
    Element caption = table.selectFirst("> caption");
    if (caption != null) {
      table.before(new Element(Tag.valueOf("p"), "").text(caption.text()));
      caption.remove();
    }
    if (table.select("td, th").stream().noneMatch(Element::hasText)
        && table.select("img").isEmpty()) {
      table.remove();
      return;
    }
    table.select("tr").forEach(MarkdownConverter::withoutBlankEnd);
    for (Element cell : table.select("td, th")) {
      cell(cell);
    }
    Element first = table.selectFirst("tr");
    if (first != null && table.select("th").isEmpty()) {
      first.select("> td").forEach(cell -> cell.tagName("th"));
    }
  }

  /** Drops blank cells at the end of a row, and the row when nothing else is in it. */
  private static void withoutBlankEnd(Element row) {
    for (Element last = row.lastElementChild();
        last != null && !last.hasText() && last.select("img").isEmpty();
        last = row.lastElementChild()) {
      last.remove();
    }
    if (row.childrenSize() == 0) {
      row.remove();
    }
  }

  /** A table inside a cell has no Markdown: its rows become lines of their own. */
  private static void flatten(Element table) {
    StringBuilder text = new StringBuilder(CELL_BREAK);
    for (Element row : table.select("tr")) {
      text.append(withoutBreaksAround(row.text())).append(CELL_BREAK);
    }
    table.replaceWith(new TextNode(text.toString()));
  }

  private static String withoutBreaksAround(String text) {
    return text.replaceAll("^(?:" + CELL_BREAK + "|\\s)+|(?:" + CELL_BREAK + "|\\s)+$", "");
  }

  private static void cell(Element cell) {
    cell.select("br").forEach(br -> br.replaceWith(new TextNode(CELL_BREAK)));
    for (Element block : cell.select("p, div, li, h1, h2, h3, h4, h5, h6")) {
      if (block.previousSibling() != null && block.parent() != null) {
        block.before(new TextNode(CELL_BREAK));
      }
      block.unwrap();
    }
    cell.select("ul, ol, dl").unwrap();
    for (TextNode text : cell.select("*").textNodes()) {
      text.text(text.getWholeText().replaceAll("\\s*\n\\s*", " ").replace("|", "\\|"));
    }
    cell.html(withoutBreaksAround(cell.html()));
    int span = span(cell.attr("colspan"));
    cell.removeAttr("colspan").removeAttr("rowspan");
    for (int i = 1; i < span; i++) {
      cell.after(new Element(cell.tag(), ""));
    }
  }

  private static int span(String value) {
    try {
      return Math.min(WIDEST_SPAN, Integer.parseInt(value.strip()));
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
