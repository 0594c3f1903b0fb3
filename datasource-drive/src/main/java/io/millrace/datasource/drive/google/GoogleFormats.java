package io.millrace.datasource.drive.google;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;

/**
 * Into what Google's own documents are exported: office formats, which keep tables and headings.
 */
final class GoogleFormats {
  static final String FOLDER = "application/vnd.google-apps.folder";
  static final String SHORTCUT = "application/vnd.google-apps.shortcut";
  private static final String OWN = "application/vnd.google-apps.";
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final Format PDF = new Format("application/pdf", ".pdf");
  private static final ImmutableMap<String, Format> BY_KIND =
      ImmutableMap.of(
          "document", new Format(OFFICE + "wordprocessingml.document", ".docx"),
          "spreadsheet", new Format(OFFICE + "spreadsheetml.sheet", ".xlsx"),
          "presentation", new Format(OFFICE + "presentationml.presentation", ".pptx"),
          "drawing", new Format("image/png", ".png"),
          "script", new Format("application/vnd.google-apps.script+json", ".json"),
          "site", new Format("text/plain", ".txt"));

  private GoogleFormats() {}

  /**
   * A format.
   *
   * @param extension with its dot
   */
  record Format(String mimeType, String extension) {}

  /** Returns into what a file is exported, or {@code null} where it has bytes of its own. */
  static @Nullable Format exportOf(String mimeType) {
    return mimeType.startsWith(OWN)
        ? BY_KIND.getOrDefault(mimeType.substring(OWN.length()), PDF)
        : null;
  }
}
