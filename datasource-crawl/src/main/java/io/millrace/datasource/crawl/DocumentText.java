package io.millrace.datasource.crawl;

import io.millrace.datasource.crawl.Problem.Kind;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of PDF and office files that links lead to, by the engine's extractor. */
final class DocumentText {
  static final int MOST_BYTES = 50 << 20;

  private final Optional<DocumentExtractor> extractor;

  DocumentText(Optional<DocumentExtractor> extractor) {
    this.extractor = extractor;
  }

  boolean isAvailable() {
    return extractor.isPresent();
  }

  /** A text, or why there is none. */
  record Extracted(String text, @Nullable Problem problem) {}

  Extracted extract(WebAddress address, byte[] bytes, @Nullable String contentType) {
    if (extractor.isEmpty()) {
      return new Extracted(
          "", new Problem(Kind.CONTENT_TYPE, "It is a document, and no extractor is installed"));
    }
    String name = PathText.fileName(address.path());
    FileRef file =
        FileRef.stored(
            address.toString(),
            name == null ? "document" : name,
            contentType == null ? null : PageFetcher.essence(contentType),
            bytes.length);
    try {
      return new Extracted(
          extractor
              .get()
              .extract(
                  new ExtractionRequest(
                      file,
                      new OneFile(file, bytes),
                      ExtractionStyle.MARKDOWN,
                      null,
                      ExtractionRequest.Limits.DEFAULT))
              .text(),
          null);
    } catch (ExtractionException e) {
      return new Extracted("", new Problem(Kind.UNREADABLE, String.valueOf(e.getMessage())));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record OneFile(FileRef file, byte[] bytes) implements FileSource {

    @Override
    public Optional<FileRef> find(String reference) {
      return reference.equals(file.reference()) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public InputStream open(FileRef opened) {
      return new ByteArrayInputStream(bytes);
    }
  }
}
