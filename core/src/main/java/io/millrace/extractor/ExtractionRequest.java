package io.millrace.extractor;

import static java.util.Objects.requireNonNull;

import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to extract and within which limits.
 *
 * @param file the file
 * @param files opens its bytes
 * @param style whose rules the text follows
 * @param images where images found inside are kept, or {@code null} to leave them out
 * @param limits when to give up
 * @since 0.1
 */
public record ExtractionRequest(
    FileRef file,
    FileSource files,
    ExtractionStyle style,
    @Nullable FileStore images,
    Limits limits) {

  public ExtractionRequest {
    requireNonNull(file, "file");
    requireNonNull(files, "files");
    requireNonNull(style, "style");
    requireNonNull(limits, "limits");
  }

  /**
   * When an extraction is given up.
   *
   * @param timeout the longest time for one file; 60 s by default
   * @param maxCharacters the longest text, in UTF-16 units; 50 million by default
   * @param maxUnpackedBytes what an archive-like file may unpack to; 200 MiB by default (spec/04
   *     §5.5)
   * @param maxArchiveEntries how many entries an archive-like file may have; 10,000 by default
   * @param maxArchiveDepth how deep documents inside documents are followed; 8 by default
   * @param maxCompressionRatio how far an entry may unpack; 1,000 by default
   */
  public record Limits(
      Duration timeout,
      long maxCharacters,
      long maxUnpackedBytes,
      int maxArchiveEntries,
      int maxArchiveDepth,
      int maxCompressionRatio) {

    public static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(60), 50_000_000L, 200L << 20, 10_000, 8, 1_000);
  }
}
