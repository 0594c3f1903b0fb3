package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractedText.Part;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.ZipFile;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.tika.exception.TikaException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads files for the {@code dify_extractor} tool (spec/04 §5.5). */
final class MarkdownStyle implements Style {
  private static final Set<String> SLIDES = Set.of("slide", "slide-content");

  private final Supplier<TikaReader> tika;
  private final ImageFetcher fetcher;

  MarkdownStyle(Supplier<TikaReader> tika, ImageFetcher fetcher) {
    this.tika = tika;
    this.fetcher = fetcher;
  }

  @Override
  public ExtractedText read(Input input) throws IOException, SAXException, TikaException {
    if (input.isEmpty()) {
      throw Flaw.of(Reason.EMPTY, "is empty");
    }
    ToolIdentity identity = ToolIdentity.of(input.file());
    ImageKeeper images = new ImageKeeper(input.request().images(), fetcher);
    Format format = identity.format();
    if (format == null) {
      format = recognised(input, identity);
    }
    ExtractedText extracted = read(format, input, identity, images);
    if (PythonBlanks.isBlank(extracted.text()) && (format == Format.DOCX || format == Format.EXCEL)) {
      return besides(input, identity);
    }
    if (PythonBlanks.isBlank(extracted.text())) {
      throw Flaw.of(Reason.EMPTY, "contains no extractable content");
    }
    return extracted;
  }

  /** Reads what is not in the body: the text may be in charts or boxes. */
  private ExtractedText besides(Input input, ToolIdentity identity)
      throws IOException, SAXException, TikaException {
    ImageKeeper none = new ImageKeeper(null, ImageFetcher.NONE);
    ExtractedText extracted = document(Format.OTHER, input, identity, none);
    if (extracted.text().lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
      throw Flaw.of(Reason.EMPTY, "contains no extractable content");
    }
    return extracted;
  }

  @Override
  public ExtractionException failure(Input input, Flaw flaw) {
    String name = ToolIdentity.of(input.file()).name();
    String message =
        flaw.explained()
            ? "File '%s' %s.".formatted(name, flaw.predicate())
            : "Failed to extract '%s'. See the plugin logs for details. The file %s."
                .formatted(name, flaw.predicate());
    return new ExtractionException(flaw.reason(), message, flaw);
  }

  /** Takes a file of unknown extension for the document its content shows it to be. */
  private Format recognised(Input input, ToolIdentity identity) throws IOException {
    if (tika.get().documentType(input.path()).isPresent()) {
      return Format.OTHER;
    }
    throw new ExtractionException(
        identity.shownType().equals("unknown") ? Reason.UNKNOWN_FORMAT : Reason.UNSUPPORTED_FORMAT,
        ("Unsupported file format '%s'. Supported formats are PDF, DOCX, PPTX, XLS/XLSX, Markdown,"
                + " HTML, CSV, JSON, YAML, and plain text.")
            .formatted(identity.shownType()),
        null);
  }

  private ExtractedText read(Format format, Input input, ToolIdentity identity, ImageKeeper images)
      throws IOException, SAXException, TikaException {
    String name = identity.name();
    return switch (format) {
      case MARKDOWN -> MarkdownFile.read(TextDecoder.decode(input.bytes()), name, images);
      case HTML -> whole(HtmlLines.read(TextDecoder.decodeHtml(input.bytes()), input.text()), name);
      case JSON -> fenced("json", json(input), name);
      case YAML -> fenced("yaml", yaml(input), name);
      case CSV -> CsvMarkdown.read(TextDecoder.decode(input.bytes()), name, input.text());
      case EXCEL -> excel(input, identity, images);
      case DOCX -> docx(input, name, images);
      case PDF, PPTX, OTHER -> document(format, input, identity, images);
      default -> whole(TextDecoder.decode(input.bytes()), name);
    };
  }

  private static ExtractedText whole(String text, String name) {
    return ExtractedText.of(
        text, List.of(), List.of(), List.of(Part.of(text, Map.of("source", name))));
  }

  private static ExtractedText fenced(String language, String text, String name) {
    String block = "```" + language + "\n" + PythonBlanks.strip(text) + "\n```";
    return ExtractedText.of(
        block,
        List.of(),
        List.of(),
        List.of(Part.of(block, Map.of("source", name, "type", language))));
  }

  private static String json(Input input) throws IOException {
    try {
      return JsonText.of(input);
    } catch (SyntaxFlaw e) {
      throw invalid("JSON", e);
    }
  }

  private static String yaml(Input input) {
    try {
      return new YamlText(input.limits().maxCharacters())
          .single(TextDecoder.decode(input.bytes()))
          .orElseThrow(() -> Flaw.of(Reason.EMPTY, "contains no YAML content"));
    } catch (SyntaxFlaw e) {
      throw invalid("YAML", e);
    }
  }

  private static Flaw invalid(String language, SyntaxFlaw e) {
    return Flaw.of(
        Reason.MALFORMED,
        "contains invalid %s at line %d, column %d".formatted(language, e.line(), e.column()),
        e);
  }

  private ExtractedText excel(Input input, ToolIdentity identity, ImageKeeper images)
      throws IOException, SAXException, TikaException {
    BoundedText out = input.text();
    ToolWorkbook workbook =
        new ToolWorkbook(identity.name(), identity.extension().equals("xls"), out);
    try {
      Excel.read(input, identity.extension(), workbook);
    } catch (OldExcelFormatException e) {
      return document(Format.OTHER, input, identity, images);
    }
    return ExtractedText.of(
        PythonBlanks.strip(out.toString()), List.of(), List.of(), workbook.parts());
  }

  private static ExtractedText docx(Input input, String name, ImageKeeper images)
      throws IOException {
    Path path = Office.zipped(input, ".docx", ".doc");
    try (ZipFile zip = new ZipFile(path.toFile())) {
      if (zip.stream().anyMatch(entry -> entry.getName().indexOf('\\') >= 0)) {
        throw Flaw.unexplained("has backslashes in the names of its parts", null);
      }
    }
    String text =
        PythonBlanks.strip(DocxReader.read(path, ExtractionStyle.MARKDOWN, images, input.text()));
    return ExtractedText.of(
        text, images.kept(), images.warnings(), List.of(Part.of(text, Map.of("source", name))));
  }

  private ExtractedText document(
      Format format, Input input, ToolIdentity identity, ImageKeeper images)
      throws IOException, SAXException, TikaException {
    if (format == Format.PPTX) {
      Office.zipped(input, ".pptx", ".ppt");
    }
    tika.get().require(input, format);
    List<String> warnings = new ArrayList<>();
    List<TikaReader.Piece> pieces = pieces(format, input, identity, images, warnings);
    warnings.addAll(images.warnings());
    List<Part> parts = new ArrayList<>();
    List<TikaReader.Piece> titled = new ArrayList<>();
    int slides = 0;
    for (TikaReader.Piece piece : pieces) {
      boolean slide = piece.unit() != null && SLIDES.contains(piece.unit());
      String text =
          slide ? ("# Slide " + ++slides + "\n\n" + piece.markdown()).strip() : piece.markdown();
      titled.add(new TikaReader.Piece(text, piece.unit()));
      if (format == Format.PDF && "page".equals(piece.unit())) {
        parts.add(Part.of(text, Map.of("source", identity.name(), "page", (long) parts.size())));
      }
    }
    String text = TikaReader.join(titled, input.text());
    if (parts.isEmpty()) {
      parts.add(Part.of(text, Map.of("source", identity.name())));
    }
    return ExtractedText.of(text, images.kept(), warnings, parts);
  }

  private List<TikaReader.Piece> pieces(
      Format format, Input input, ToolIdentity identity, ImageKeeper images, List<String> warnings)
      throws IOException, SAXException, TikaException {
    @Nullable String given = input.file().extension();
    String extension =
        identity.extension().isEmpty() ? "." + Excel.bare(given) : "." + identity.extension();
    try {
      return tika.get().read(input, extension, images, warnings);
    } catch (TikaException | IOException e) {
      if (format != Format.PDF) {
        throw e;
      }
      Flaw flaw = Failures.describe(e);
      throw flaw.reason() == Reason.MALFORMED || flaw.reason() == Reason.ENCRYPTED
          ? Flaw.of(flaw.reason(), "is not a valid PDF file. It " + flaw.predicate(), e)
          : flaw;
    }
  }
}
