package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.mbox.MboxParser;
import org.apache.tika.parser.microsoft.EMFParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.OldExcelParser;
import org.apache.tika.parser.microsoft.TNEFParser;
import org.apache.tika.parser.microsoft.WMFParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.microsoft.xml.SpreadsheetMLParser;
import org.apache.tika.parser.microsoft.xml.WordMLParser;
import org.apache.tika.parser.odf.FlatOpenDocumentParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.parser.wordperfect.WordPerfectParser;
import org.apache.tika.parser.xml.DcXMLParser;
import org.apache.tika.parser.xml.FictionBookParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Reads documents with Apache Tika. The parsers are named one by one: what is not here, such as
 * those that start programs, cannot run.
 */
final class TikaReader {

  /**
   * One page, slide or stretch of a document, as Markdown.
   *
   * @param unit {@code page}, {@code slide}, or {@code null} for running text
   */
  record Piece(String markdown, @Nullable String unit) {}

  private static final Set<String> DOCUMENT_TYPES =
      Set.of(
          "application/rtf",
          "application/pdf",
          "application/msword",
          "application/vnd.ms-powerpoint",
          "application/vnd.ms-excel",
          "application/vnd.ms-outlook",
          "application/vnd.wordperfect",
          "application/epub+zip",
          "application/mbox",
          "message/rfc822");
  private static final Set<Format> BY_CONTENT =
      Set.of(Format.PDF, Format.PPT, Format.PPTX, Format.EPUB, Format.ODT, Format.MSG);
  private static final List<String> DOCUMENT_FAMILIES =
      List.of(
          "application/vnd.oasis.opendocument.",
          "application/vnd.sun.xml.",
          "application/vnd.openxmlformats-officedocument.",
          "application/vnd.ms-word.",
          "application/vnd.ms-excel.",
          "application/vnd.ms-powerpoint.");

  private final Detector detector = new DefaultDetector();
  private final Parser parser =
      new AutoDetectParser(
          detector,
          new PDFParser(),
          new OfficeParser(),
          new OldExcelParser(),
          new EMFParser(),
          new WMFParser(),
          new OOXMLParser(),
          new WordMLParser(),
          new SpreadsheetMLParser(),
          new RTFParser(),
          new OpenDocumentParser(),
          new FlatOpenDocumentParser(),
          new EpubParser(),
          new FictionBookParser(),
          new JSoupParser(),
          new RFC822Parser(),
          new MboxParser(),
          new TNEFParser(),
          new WordPerfectParser(),
          new TXTParser(),
          new DcXMLParser());
  private final MarkdownConverter converter = new MarkdownConverter();

  /** Refuses a file that is not what it should be, rather than read it as text. */
  void require(Input input, Format format) throws IOException {
    if (BY_CONTENT.contains(format)) {
      String type = type(input.path());
      if (!isDocument(type) && !type.startsWith("application/x-tika-")) {
        throw Flaw.of(Reason.MALFORMED, "is not a valid %s file".formatted(format.nodeName()));
      }
    }
  }

  /** Returns the type of a document of a kind that no text file can be taken for. */
  Optional<String> documentType(Path path) throws IOException {
    String type = type(path);
    return isDocument(type) ? Optional.of(type) : Optional.empty();
  }

  private String type(Path path) throws IOException {
    try (TikaInputStream stream = TikaInputStream.get(path)) {
      return detector.detect(stream, new Metadata()).getBaseType().toString();
    }
  }

  private static boolean isDocument(String type) {
    return DOCUMENT_TYPES.contains(type) || DOCUMENT_FAMILIES.stream().anyMatch(type::startsWith);
  }

  /**
   * Reads a file; its extension helps where the content leaves doubt. Of a file without a word,
   * what is otherwise left out is read: bookmarks, the text of slide masters and of drawings.
   */
  List<Piece> read(Input input, String extension, ImageKeeper images, List<String> warnings)
      throws IOException, SAXException, TikaException {
    if (isZip(input.path())) {
      ArchiveGuard.check(input.path(), input.limits());
    }
    List<Piece> pieces = read(input, extension, images, warnings, false);
    return pieces.stream().allMatch(piece -> piece.markdown().isBlank())
        ? read(input, extension, images, warnings, true)
        : pieces;
  }

  private List<Piece> read(
      Input input, String extension, ImageKeeper images, List<String> warnings, boolean margins)
      throws IOException, SAXException, TikaException {
    Path path = input.path();
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, "file" + extension);
    ParseContext context = context(images.wanted(), margins);
    EmbeddedDocuments embedded =
        new EmbeddedDocuments(parser, context, input.limits(), images, margins);
    context.set(EmbeddedDocumentExtractor.class, embedded);
    List<Piece> pieces = new ArrayList<>();
    BoundedText size = input.text();
    XhtmlCollector collector =
        new XhtmlCollector(
            (xhtml, unit) -> {
              String words = converter.convert(xhtml, embedded.imageUrls());
              String markdown = (words + embedded.missingImages(words)).strip();
              size.checkRoom(total(pieces) + markdown.length());
              pieces.add(new Piece(markdown, unit));
            },
            input.limits().maxCharacters());
    try (TikaInputStream stream = TikaInputStream.get(path, metadata)) {
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, "file" + extension);
      parser.parse(stream, collector, metadata, context);
    }
    pieces.add(new Piece(embedded.missingImages("").strip(), null));
    warnings.addAll(embedded.warnings());
    mailHeaders(metadata).ifPresent(header -> pieces.add(0, header));
    return pieces;
  }

  private static long total(List<Piece> pieces) {
    return pieces.stream().mapToLong(piece -> piece.markdown().length()).sum();
  }

  private static boolean isZip(Path path) throws IOException {
    try (TikaInputStream stream = TikaInputStream.get(path)) {
      byte[] magic = stream.readNBytes(4);
      return magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3;
    }
  }

  private ParseContext context(boolean withImages, boolean margins) {
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setExtractInlineImages(withImages);
    pdf.setExtractUniqueInlineImagesOnly(true);
    pdf.setExtractBookmarksText(margins);
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setMaxMainMemoryBytes(64L << 20);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setExtractMacros(false);
    office.setIncludeDeletedContent(false);
    office.setUseSAXDocxExtractor(true);
    office.setUseSAXPptxExtractor(true);
    office.setIncludeSlideMasterContent(margins);
    ParseContext context = new ParseContext();
    context.set(PDFParserConfig.class, pdf);
    context.set(OfficeParserConfig.class, office);
    context.set(Parser.class, parser);
    return context;
  }

  /** The facts of a mail that its body does not say. */
  private static Optional<Piece> mailHeaders(Metadata metadata) {
    String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
    if (!type.startsWith("message/rfc822")) {
      return Optional.empty();
    }
    StringBuilder header = new StringBuilder();
    String subject = metadata.get(TikaCoreProperties.SUBJECT);
    String title = subject == null ? metadata.get(TikaCoreProperties.TITLE) : subject;
    if (title != null && !title.isBlank()) {
      header.append("# ").append(title.strip()).append("\n\n");
    }
    Map<String, String[]> lines =
        Map.of(
            "From",
            metadata.getValues(Message.MESSAGE_FROM),
            "To",
            metadata.getValues(Message.MESSAGE_TO),
            "Cc",
            metadata.getValues(Message.MESSAGE_CC));
    for (String name : List.of("From", "To", "Cc")) {
      String[] values = lines.getOrDefault(name, new String[0]);
      if (values.length > 0) {
        header.append(name).append(": ").append(String.join(", ", values)).append("\n");
      }
    }
    String text = header.toString().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(new Piece(text, null));
  }

  /** Joins pieces with blank lines between. */
  static String join(List<Piece> pieces, BoundedText out) {
    for (Piece piece : pieces) {
      if (!piece.markdown().isEmpty()) {
        out.append(out.isEmpty() ? "" : "\n\n").append(piece.markdown());
      }
    }
    if (out.isEmpty()) {
      throw Flaw.of(Reason.EMPTY, "contains no extractable content");
    }
    return out.toString();
  }
}
