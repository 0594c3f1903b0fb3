package io.millrace.file;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses MIME types from file names: a fixed table, so that every machine guesses alike.
 *
 * <p>Knows the documents and texts of spec/04 §4, and the images, sounds and films of spec/01 §4.
 *
 * @since 0.1
 */
public final class MimeTypes {
  /** What the document extractor reads as plain text and has no type of its own here. */
  private static final List<String> PLAIN =
      List.of(
          ("txt text rst c h cpp hpp cc cxx c++ py js ts jsx tsx java php rb go rs swift kt scala"
                  + " sh bash bat ps1 sql r m pl lua vim asm s scss less sass ini cfg conf toml env"
                  + " log properties")
              .split(" "));

  private static final ImmutableMap<String, String> BY_EXTENSION = table();

  private MimeTypes() {}

  /** Returns the MIME type that a file of this name usually has, or {@code null} if unknown. */
  public static @Nullable String ofName(String filename) {
    String extension = FileRef.extensionOf(filename);
    return extension == null ? null : BY_EXTENSION.get(extension.substring(1));
  }

  private static ImmutableMap<String, String> table() {
    String office = "application/vnd.openxmlformats-officedocument.";
    ImmutableMap.Builder<String, String> table = ImmutableMap.builder();
    put(table, "text/markdown", "md", "markdown", "mdx");
    put(table, "text/html", "html", "htm");
    put(table, "application/xhtml+xml", "xhtml");
    put(table, "text/xml", "xml");
    put(table, "text/css", "css");
    put(table, "text/csv", "csv");
    put(table, "text/tab-separated-values", "tsv");
    put(table, "text/vtt", "vtt");
    put(table, "application/json", "json");
    put(table, "application/x-yaml", "yaml", "yml");
    put(table, "application/pdf", "pdf");
    put(table, "application/rtf", "rtf");
    put(table, "application/msword", "doc");
    put(table, office + "wordprocessingml.document", "docx");
    put(table, "application/vnd.ms-excel", "xls");
    put(table, office + "spreadsheetml.sheet", "xlsx");
    put(table, "application/vnd.ms-powerpoint", "ppt");
    put(table, office + "presentationml.presentation", "pptx");
    put(table, "application/vnd.oasis.opendocument.text", "odt");
    put(table, "application/epub+zip", "epub");
    put(table, "message/rfc822", "eml");
    put(table, "application/vnd.ms-outlook", "msg");
    put(table, "application/zip", "zip");
    put(table, "image/png", "png");
    put(table, "image/jpeg", "jpg", "jpeg");
    put(table, "image/gif", "gif");
    put(table, "image/webp", "webp");
    put(table, "image/svg+xml", "svg");
    put(table, "image/bmp", "bmp");
    put(table, "image/tiff", "tif", "tiff");
    put(table, "audio/mpeg", "mp3", "mpga");
    put(table, "audio/mp4", "m4a");
    put(table, "audio/wav", "wav");
    put(table, "audio/amr", "amr");
    put(table, "video/mp4", "mp4");
    put(table, "video/quicktime", "mov");
    put(table, "video/mpeg", "mpeg");
    put(table, "video/webm", "webm");
    for (String plain : PLAIN) {
      table.put(plain, "text/plain");
    }
    return table.buildOrThrow();
  }

  private static void put(
      ImmutableMap.Builder<String, String> table, String mimeType, String... extensions) {
    for (String extension : extensions) {
      table.put(extension, mimeType);
    }
  }
}
