package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** Makes requests for bytes in memory. */
final class Extraction {
  private Extraction() {}

  static ExtractionRequest request(String name, byte[] content, ExtractionStyle style) {
    return request(name, content, style, ExtractionRequest.Limits.DEFAULT);
  }

  static ExtractionRequest request(
      String name, byte[] content, ExtractionStyle style, ExtractionRequest.Limits limits) {
    return request(name, () -> new ByteArrayInputStream(content), style, limits);
  }

  static ExtractionRequest request(
      String name, Opening opening, ExtractionStyle style, ExtractionRequest.Limits limits) {
    FileRef file = FileRef.stored("file", name, null, -1);
    FileSource files =
        new FileSource() {
          @Override
          public Optional<FileRef> find(String reference) {
            return Optional.of(file);
          }

          @Override
          public InputStream open(FileRef ref) throws IOException {
            return opening.open();
          }
        };
    return new ExtractionRequest(file, files, style, null, limits);
  }

  static ExtractionRequest.Limits timeout(Duration timeout) {
    ExtractionRequest.Limits usual = ExtractionRequest.Limits.DEFAULT;
    return new ExtractionRequest.Limits(
        timeout,
        usual.maxCharacters(),
        usual.maxUnpackedBytes(),
        usual.maxArchiveEntries(),
        usual.maxArchiveDepth(),
        usual.maxCompressionRatio());
  }

  /** Opens a file's content. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }
}
