package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.tika.exception.TikaException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads files for the {@code document-extractor} node (spec/04 §4). */
final class NodeStyle implements Style {
  private final Supplier<TikaReader> tika;

  NodeStyle(Supplier<TikaReader> tika) {
    this.tika = tika;
  }

  @Override
  public ExtractedText read(Input input) throws IOException, SAXException, TikaException {
    Format format = format(input);
    try {
      List<String> warnings = new ArrayList<>();
      String text = text(format, input, warnings);
      return ExtractedText.of(text, List.of(), warnings);
    } catch (SyntaxFlaw e) {
      throw syntax(format, e);
    }
  }

  @Override
  public ExtractionException failure(Input input, Flaw flaw) {
    String message =
        switch (flaw.reason()) {
          case UNREADABLE -> "Error downloading file: the file " + flaw.predicate();
          default ->
              "Failed to extract text from %s: the file %s"
                  .formatted(known(input.file()).orElse(Format.OTHER).nodeName(), flaw.predicate());
        };
    return new ExtractionException(flaw.reason(), message, flaw);
  }

  private static ExtractionException syntax(Format format, SyntaxFlaw e) {
    String message =
        format == Format.JSON || format == Format.YAML
            ? "Failed to decode or parse %s file: %s".formatted(format.nodeName(), e.getMessage())
            : "Failed to extract text from %s: %s".formatted(format.nodeName(), e.getMessage());
    return new ExtractionException(Reason.MALFORMED, message, e);
  }

  private Format format(Input input) throws IOException {
    Optional<Format> known = known(input.file());
    if (known.isPresent()) {
      return known.get();
    } else if (tika.get().documentType(input.path()).isPresent()) {
      return Format.OTHER;
    }
    String extension = input.file().extension();
    String type = input.file().mimeType();
    if (extension != null && !extension.isEmpty()) {
      throw new ExtractionException(
          Reason.UNSUPPORTED_FORMAT, "Unsupported Extension Type: " + extension, null);
    } else if (type != null && !type.isEmpty()) {
      throw new ExtractionException(
          Reason.UNSUPPORTED_FORMAT, "Unsupported MIME type: " + type, null);
    }
    throw new ExtractionException(
        Reason.UNKNOWN_FORMAT,
        "Unable to determine file type: MIME type or file extension is missing",
        null);
  }

  private static Optional<Format> known(FileRef file) {
    String extension = file.extension();
    @Nullable String type = file.mimeType();
    if (extension != null && !extension.isEmpty()) {
      return Format.ofNodeExtension(extension);
    }
    return type == null ? Optional.empty() : Format.ofNodeType(type);
  }

  private String text(Format format, Input input, List<String> warnings)
      throws IOException, SAXException, TikaException {
    return switch (format) {
      case TEXT, MARKDOWN, HTML -> input.decoded();
      case JSON -> JsonText.of(input);
      case YAML ->
          new YamlText(input.limits().maxCharacters()).all(TextDecoder.decode(input.bytes()));
      case CSV -> NodeTable.ofCsv(input.decoded(), input.text());
      case PROPERTIES -> PropertiesText.read(TextDecoder.decode(input.bytes()));
      case VTT -> VttText.read(TextDecoder.decode(input.bytes()));
      case EXCEL -> excel(input, warnings);
      case DOCX -> docx(input, warnings);
      default -> {
        tika.get().require(input, format);
        yield tika(input, warnings);
      }
    };
  }

  private String excel(Input input, List<String> warnings)
      throws IOException, SAXException, TikaException {
    BoundedText out = input.text();
    try {
      Excel.read(input, Excel.bare(input.file().extension()), new NodeWorkbook(out));
    } catch (OldExcelFormatException e) {
      return tika(input, warnings);
    }
    return out.toString();
  }

  private String docx(Input input, List<String> warnings)
      throws IOException, SAXException, TikaException {
    Path path = Office.zipped(input, ".docx", ".doc");
    String text =
        DocxReader.read(
            path, ExtractionStyle.NODE, new ImageKeeper(null, ImageFetcher.NONE), input.text());
    if (!PythonBlanks.isBlank(text)) {
      return text;
    }
    try {
      return tika(input, warnings); // the text may be in charts
    } catch (Flaw flaw) {
      if (flaw.reason() == Reason.EMPTY) {
        return text; // as the original has it
      }
      throw flaw;
    }
  }

  private String tika(Input input, List<String> warnings)
      throws IOException, SAXException, TikaException {
    String extension = input.file().extension();
    ImageKeeper none = new ImageKeeper(null, ImageFetcher.NONE);
    return TikaReader.join(
        tika.get().read(input, extension == null ? "" : extension, none, warnings), input.text());
  }
}
