package io.millrace.extractor.tika;

import io.millrace.file.FileRef;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dify_extractor} takes a file for: a known extension of its name, else a known
 * extension given with it, else its MIME type (spec/04 §5.5).
 *
 * @param name what texts call the file
 * @param extension its extension without the dot; may be empty
 * @param format what it is read as, or {@code null} when unsupported
 * @param shownType what a message calls the type
 */
record ToolIdentity(String name, String extension, @Nullable Format format, String shownType) {

  static ToolIdentity of(FileRef file) {
    String filename = file.filename() == null ? "" : file.filename().strip();
    String named = extensionOf(filename);
    String given = normal(file.extension());
    String type = normalType(file.mimeType());
    String typed = Format.toolExtensionOf(type).orElse("");
    String extension = firstKnown(named, given, typed);
    @Nullable Format format = Format.ofToolExtension(extension).orElse(null);
    if (format == null && Format.isToolText(type)) {
      format = Format.TEXT;
    }
    String shown = first(dotted(named), dotted(given), dotted(typed), type, "unknown");
    String fallback =
        "uploaded" + first(dotted(extension), dotted(given), format == null ? "" : ".txt");
    return new ToolIdentity(filename.isEmpty() ? fallback : filename, extension, format, shown);
  }

  private static String firstKnown(String... extensions) {
    for (String extension : extensions) {
      Optional<Format> format = Format.ofToolExtension(extension);
      if (format.isPresent()) {
        return extension;
      }
    }
    return "";
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static String dotted(String extension) {
    return extension.isEmpty() ? "" : "." + extension;
  }

  private static String extensionOf(String filename) {
    int dot = filename.lastIndexOf('.');
    return dot <= 0 ? "" : normal(filename.substring(dot));
  }

  private static String normal(@Nullable String extension) {
    return extension == null
        ? ""
        : extension.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\.+", "");
  }

  private static String normalType(@Nullable String mimeType) {
    return mimeType == null ? "" : mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
