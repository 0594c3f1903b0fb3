package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.SafeNames.quoted;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.millrace.datasource.DatasourceException;
import io.millrace.file.FileRef;
import java.util.Locale;
import java.util.Map;

/**
 * What is not read from a drive.
 *
 * @param maxFileBytes how large a file may be
 * @param maxFiles how many files one folder item may stand for
 * @param extensions which extensions are read, in lower case and without a dot; empty for all
 */
record Limits(long maxFileBytes, long maxFiles, ImmutableSet<String> extensions) {

  /** Reads {@code drive.max-file-bytes}, {@code drive.max-files} and {@code drive.extensions}. */
  static Limits of(Map<String, String> settings) {
    return new Limits(
        number(settings, "drive.max-file-bytes", Long.MAX_VALUE),
        number(settings, "drive.max-files", 10_000_000),
        Splitter.on(CharMatcher.anyOf(", "))
            .omitEmptyStrings()
            .splitToStream(settings.getOrDefault("drive.extensions", "").toLowerCase(Locale.ROOT))
            .map(CharMatcher.is('.')::trimLeadingFrom)
            .collect(ImmutableSet.toImmutableSet()));
  }

  private static long number(Map<String, String> settings, String name, long fallback) {
    String text = settings.get(name);
    try {
      long value = text == null ? fallback : Long.parseLong(text.strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    throw DatasourceException.permanent(
        "Setting %s must be a whole number of 0 or more, but is '%s'".formatted(name, text), null);
  }

  /** Refuses what is larger than allowed, or of another kind. */
  void check(DriveEntry file) {
    checkSize(file.name(), file.size());
    String extension = FileRef.extensionOf(SafeNames.of(file.name()));
    if (!extensions.isEmpty()
        && (extension == null || !extensions.contains(extension.substring(1)))) {
      throw DatasourceException.permanent(
          "File %s is not read: its extension is none of %s (drive.extensions)"
              .formatted(quoted(file.name()), extensions),
          null);
    }
  }

  void checkSize(String name, long size) {
    if (size > maxFileBytes) {
      throw DatasourceException.permanent(
          "File %s is not read: it has more than the %,d bytes that are allowed (drive.max-file-bytes)"
              .formatted(quoted(name), maxFileBytes),
          null);
    }
  }

  void checkCount(DriveEntry folder, long files) {
    if (files > maxFiles) {
      throw DatasourceException.permanent(
          "Folder %s holds more than %,d files; the first %,d were taken (drive.max-files)"
              .formatted(quoted(folder.name()), maxFiles, maxFiles),
          null);
    }
  }
}
