package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code .docx} file in document order: paragraphs joined by newlines and tables as Dify
 * writes them (spec/04 §4, §5.5), and with them what Dify drops: headings, list marks, inserted
 * text, boxes and notes. A stream over the XML, so that memory follows the text, not the markup.
 */
final class DocxReader {
  private static final int DEEPEST_TABLE = 50;
  private static final int DEEPEST_HEADING = 6;

  private final OfficePackage file;
  private final ExtractionStyle style;
  private final ImageKeeper images;
  private final BoundedText out;
  private final Map<String, OfficePackage.Relation> relations;
  private final DocxStyles styles;
  private final DocxLists lists;
  private final TreeSet<Integer> footnotes = new TreeSet<>();
  private boolean first = true;
  private int depth;

  private DocxReader(
      OfficePackage file, String part, ExtractionStyle style, ImageKeeper images, BoundedText out)
      throws IOException {
    this.file = file;
    this.style = style;
    this.images = images;
    this.out = out;
    this.relations = file.relations(part);
    this.styles = DocxStyles.read(file, related("styles", "word/styles.xml"));
    this.lists = DocxLists.read(file, related("numbering", "word/numbering.xml"));
  }

  static String read(Path path, ExtractionStyle style, ImageKeeper images, BoundedText out)
      throws IOException {
    try (OfficePackage file = new OfficePackage(path)) {
      String part = file.mainPart("word/document.xml");
      DocxReader reader = new DocxReader(file, part, style, images, out);
      file.read(part, reader::body);
      reader.notes();
      return out.toString();
    }
  }

  private String related(String type, String usual) {
    return relations.values().stream()
        .filter(relation -> relation.type().equals(type) && !relation.external())
        .map(OfficePackage.Relation::target)
        .findFirst()
        .orElse(usual);
  }

  private void body(XmlPart xml) throws XMLStreamException, IOException {
    while (xml.next()) {
      if (!xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "p" -> paragraph(xml);
        case "tbl" -> table(xml);
        case "del", "moveFrom", "Fallback", "sectPr", "sdtPr" -> xml.skip();
        default -> {}
      }
    }
  }

  private void paragraph(XmlPart xml) throws XMLStreamException, IOException {
    DocxParagraph paragraph = read(xml);
    line(marked(paragraph));
    paragraph.asides().forEach(this::line);
  }

  private void table(XmlPart xml) throws XMLStreamException, IOException {
    DocxTable table = readTable(xml);
    if (table.isBlank()) {
      return;
    }
    separate();
    if (style == ExtractionStyle.NODE) {
      table.appendForNode(out);
    } else {
      table.appendForTool(out);
    }
  }

  private void line(String text) {
    separate();
    out.append(style == ExtractionStyle.NODE ? text : stripped(text));
  }

  /** Trims, but not the indentation of a list item. */
  private static String stripped(String text) {
    String words = PythonBlanks.strip(text);
    int indent = 0;
    while (indent < text.length() && text.charAt(indent) == ' ') {
      indent++;
    }
    return words.startsWith("- ") || words.matches("(?s)[0-9]+\\. .*")
        ? " ".repeat(indent) + words
        : words;
  }

  private void separate() {
    if (!first) {
      out.append('\n');
    }
    first = false;
  }

  private String marked(DocxParagraph paragraph) {
    String text = paragraph.text();
    if (PythonBlanks.isBlank(text)) {
      return text;
    }
    int outline = paragraph.outline();
    int heading = outline >= 0 && outline < 9 ? outline + 1 : styles.heading(paragraph.style());
    if (heading > 0) {
      return "#".repeat(Math.min(DEEPEST_HEADING, heading))
          + " "
          + PythonBlanks.strip(text).replace('\n', ' ');
    }
    int list = paragraph.list() >= 0 ? paragraph.list() : styles.list(paragraph.style());
    int level =
        paragraph.listLevel() >= 0 ? paragraph.listLevel() : styles.listLevel(paragraph.style());
    return lists.marker(list, level) + text;
  }

  private DocxParagraph read(XmlPart xml) throws XMLStreamException, IOException {
    DocxParagraph paragraph = new DocxParagraph();
    inline(xml, paragraph, null);
    return paragraph;
  }

  /** Reads up to the end of the element that just started. */
  private void inline(XmlPart xml, DocxParagraph paragraph, @Nullable String url)
      throws XMLStreamException, IOException {
    if (++depth > 200) {
      throw Flaw.unexplained("nests too deeply", null);
    }
    int start = paragraph.length();
    while (xml.next() && !xml.isEnd()) {
      if (xml.isStart()) {
        element(xml, paragraph);
      }
    }
    paragraph.link(start, url);
    depth--;
  }

  private void element(XmlPart xml, DocxParagraph paragraph)
      throws XMLStreamException, IOException {
    switch (xml.name()) {
      case "pPr" -> paragraph.readProperties(xml);
      case "t" -> paragraph.append(xml.allText());
      case "instrText" -> paragraph.instruction(xml.allText());
      case "rPr", "del", "moveFrom", "delText", "Fallback", "sdtPr", "rt" -> xml.skip();
      case "hyperlink" -> inline(xml, paragraph, external(xml.attribute("id")));
      case "fldSimple" -> inline(xml, paragraph, DocxParagraph.url(xml.attribute("instr", "")));
      case "txbxContent" -> box(xml, paragraph);
      default -> {
        mark(xml, paragraph);
        inline(xml, paragraph, null);
      }
    }
  }

  private void mark(XmlPart xml, DocxParagraph paragraph) throws IOException {
    switch (xml.name()) {
      case "tab" -> paragraph.append("\t");
      case "cr" -> paragraph.append("\n");
      case "br" -> paragraph.append(isLineBreak(xml.attribute("type")) ? "\n" : "");
      case "noBreakHyphen" -> paragraph.append("-");
      case "fldChar" -> paragraph.field(xml.attribute("fldCharType", ""));
      case "footnoteReference" -> {
        footnotes.add(xml.number("id", 0));
        paragraph.append("[^" + xml.number("id", 0) + "]");
      }
      case "blip" -> paragraph.append(image(xml.attribute("embed"), xml.attribute("link")));
      case "imagedata" -> paragraph.append(image(xml.attribute("id"), xml.attribute("href")));
      default -> {}
    }
  }

  private static boolean isLineBreak(@Nullable String type) {
    return type == null || type.equals("textWrapping");
  }

  private void box(XmlPart xml, DocxParagraph paragraph) throws XMLStreamException, IOException {
    for (String line : blocks(xml)) {
      if (!line.isBlank()) {
        paragraph.asides().add(line);
      }
    }
  }

  private @Nullable String external(@Nullable String id) {
    OfficePackage.Relation relation = id == null ? null : relations.get(id);
    return relation != null && relation.external() ? relation.target() : null;
  }

  private String image(@Nullable String embedded, @Nullable String linked) throws IOException {
    if (!images.wanted()) {
      return "";
    }
    OfficePackage.Relation relation = relations.get(embedded == null ? linked : embedded);
    if (relation == null) {
      return "";
    } else if (relation.external()) {
      String url = relation.target();
      return "![image](" + images.remote(url).orElse(url) + ")";
    }
    String part = relation.target();
    if (!file.has(part)) {
      return "";
    }
    return images.embedded(part, file.bytes(part)).map(url -> "![image](" + url + ")").orElse("");
  }

  /** Returns the paragraphs inside the element that just started; tables on a line a row. */
  private List<String> blocks(XmlPart xml) throws XMLStreamException, IOException {
    List<String> blocks = new ArrayList<>();
    if (++depth > 200) {
      throw Flaw.unexplained("nests too deeply", null);
    }
    int open = 1;
    while (open > 0 && xml.next()) {
      if (xml.isEnd()) {
        open--;
      } else if (xml.isStart()) {
        switch (xml.name()) {
          case "p" -> {
            DocxParagraph paragraph = read(xml);
            blocks.add(paragraph.text());
            blocks.addAll(paragraph.asides());
          }
          case "tbl" -> blocks.add(readTable(xml).flat());
          case "del", "moveFrom", "Fallback", "sdtPr" -> xml.skip();
          default -> open++;
        }
      }
    }
    depth--;
    return blocks;
  }

  private DocxTable readTable(XmlPart xml) throws XMLStreamException, IOException {
    DocxTable table = new DocxTable();
    if (++depth > DEEPEST_TABLE) {
      throw Flaw.unexplained("has tables inside tables too deeply", null);
    }
    int open = 1;
    while (open > 0 && xml.next()) {
      if (xml.isEnd()) {
        open--;
      } else if (xml.isStart()) {
        switch (xml.name()) {
          case "tr" -> {
            table.startRow();
            open++;
          }
          case "gridBefore" -> {
            table.skip(xml.number("val", 0));
            open++;
          }
          case "tc" -> cell(xml, table);
          case "tblPr", "tblGrid", "del", "Fallback", "sdtPr" -> xml.skip();
          default -> open++;
        }
      }
    }
    depth--;
    return table;
  }

  private void cell(XmlPart xml, DocxTable table) throws XMLStreamException, IOException {
    CellProperties properties = new CellProperties();
    List<String> texts = new ArrayList<>();
    int open = 1;
    while (open > 0 && xml.next()) {
      if (xml.isEnd()) {
        open--;
      } else if (xml.isStart()) {
        switch (xml.name()) {
          case "gridSpan" -> {
            properties.span = xml.number("val", 1);
            open++;
          }
          case "vMerge" -> {
            properties.continues = xml.attribute("val", "continue").equals("continue");
            open++;
          }
          case "p" -> {
            DocxParagraph paragraph = read(xml);
            texts.add(paragraph.text());
            texts.addAll(paragraph.asides());
          }
          case "tbl" -> texts.add(readTable(xml).flat());
          case "del", "moveFrom", "Fallback", "sdtPr" -> xml.skip();
          default -> open++;
        }
      }
    }
    String joined = String.join(style == ExtractionStyle.NODE ? "\n" : " ", texts);
    table.cell(joined, properties.span, properties.continues);
  }

  private static final class CellProperties {
    private int span = 1;
    private boolean continues;
  }

  private void notes() throws IOException {
    String part = related("footnotes", "word/footnotes.xml");
    if (footnotes.isEmpty() || !file.has(part)) {
      return;
    }
    file.read(
        part,
        xml -> {
          while (xml.nextStart()) {
            int id = xml.number("id", Integer.MIN_VALUE);
            if (xml.is("footnote") && footnotes.contains(id)) {
              String text = PythonBlanks.strip(String.join(" ", blocks(xml)));
              out.append("\n\n[^" + id + "]: " + text);
            }
          }
        });
  }
}
