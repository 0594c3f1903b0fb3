package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a zip file into nowhere before a parser sees it, so that a bomb stops at the limits and
 * not at the end of memory. What the archive says of its sizes is not believed.
 */
final class ArchiveGuard {
  private static final int MIN_SUSPICIOUS_BYTES = 1 << 20;

  private ArchiveGuard() {}

  /**
   * Checks an archive.
   *
   * @throws Flaw if it goes beyond a limit
   * @throws ZipException if it is no zip file
   */
  static void check(Path file, ExtractionRequest.Limits limits) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.maxArchiveEntries()) {
        throw Flaw.of(
            Reason.LIMIT_EXCEEDED,
            "contains too many archive entries (maximum %,d)"
                .formatted(limits.maxArchiveEntries()));
      }
      byte[] buffer = new byte[64 << 10];
      long total = 0;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Workers.stopIfGivenUp();
        total += unpacked(zip, entry, limits, limits.maxUnpackedBytes() - total, buffer);
      }
    }
  }

  private static long unpacked(
      ZipFile zip, ZipEntry entry, ExtractionRequest.Limits limits, long most, byte[] buffer)
      throws IOException {
    long packed = Math.max(1, entry.getCompressedSize());
    checkRatio(entry.getSize(), packed, limits);
    if (entry.getSize() > most) {
      throw tooLarge(limits);
    }
    long bytes = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
        if (bytes > most) {
          throw tooLarge(limits);
        }
        checkRatio(bytes, packed, limits);
      }
    }
    return bytes;
  }

  private static void checkRatio(long bytes, long packed, ExtractionRequest.Limits limits) {
    if (bytes > MIN_SUSPICIOUS_BYTES && bytes / packed >= limits.maxCompressionRatio()) {
      throw Flaw.of(Reason.LIMIT_EXCEEDED, "exceeds the archive compression-ratio safety limit");
    }
  }

  private static Flaw tooLarge(ExtractionRequest.Limits limits) {
    return Flaw.of(
        Reason.LIMIT_EXCEEDED,
        "exceeds the archive unpacked-size safety limit (maximum %,d MiB)"
            .formatted(limits.maxUnpackedBytes() >> 20));
  }
}
