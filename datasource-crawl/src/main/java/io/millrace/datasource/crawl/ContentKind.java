package io.millrace.datasource.crawl;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be made of a body. */
enum ContentKind {
  HTML,
  TEXT,
  DOCUMENT,
  OTHER;

  private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
  private static final Set<String> TEXTS =
      Set.of("text/plain", "text/markdown", "text/x-markdown", "text/x-rst");
  private static final Set<String> DOCUMENTS =
      Set.of(
          "application/pdf",
          "application/msword",
          "application/rtf",
          "application/epub+zip",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "text/csv");
  private static final String OPEN_DOCUMENTS = "application/vnd.oasis.opendocument.";
  private static final String OFFICE_DOCUMENTS = "application/vnd.openxmlformats-officedocument.";

  private static final Set<String> UNKNOWN =
      Set.of("", "application/octet-stream", "binary/octet-stream", "application/x-download");
  private static final Set<String> NAMES =
      Set.of(
          "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "epub",
          "csv");

  /** Returns what a body of a type is before it is read; what is not told may be a page. */
  static ContentKind announced(String type, WebAddress address) {
    if (PAGES.contains(type)) {
      return HTML;
    } else if (TEXTS.contains(type)) {
      return TEXT;
    } else if (DOCUMENTS.contains(type)
        || type.startsWith(OPEN_DOCUMENTS)
        || type.startsWith(OFFICE_DOCUMENTS)) {
      return DOCUMENT;
    } else if (UNKNOWN.contains(type)) {
      String extension = Scope.extension(address.path());
      return extension != null && NAMES.contains(extension) ? DOCUMENT : HTML;
    }
    return OTHER;
  }

  /** Returns what a body is by its type and its first bytes. */
  static ContentKind of(@Nullable String contentType, byte[] bytes, WebAddress address) {
    String type = PageFetcher.essence(contentType == null ? "" : contentType);
    if (starts(bytes, "%PDF-")) {
      return DOCUMENT;
    }
    ContentKind kind = announced(type, address);
    boolean guessed = UNKNOWN.contains(type) && kind == HTML;
    return guessed
            && !new String(bytes, 0, Math.min(bytes.length, 512), StandardCharsets.ISO_8859_1)
                .contains("<")
        ? bytes.length > 0 && isText(bytes) ? TEXT : OTHER
        : kind;
  }

  private static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 512); i++) {
      if (bytes[i] >= 0
          && bytes[i] < ' '
          && bytes[i] != '\n'
          && bytes[i] != '\r'
          && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean starts(byte[] bytes, String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      if (i >= bytes.length || bytes[i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
