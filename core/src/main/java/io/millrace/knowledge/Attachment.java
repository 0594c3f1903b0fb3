package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a segment, such as an image of its text (spec/06 §3).
 *
 * @param id the id of the uploaded file
 * @param name the name shown to people; may be empty
 * @param size in bytes, or -1 when unknown
 * @param extension in lower case without a dot; may be empty
 * @param mimeType the MIME type; may be empty
 * @param url where it can be fetched, or {@code null} when it is in the file store alone
 * @since 0.1
 */
public record Attachment(
    String id, String name, long size, String extension, String mimeType, @Nullable String url) {
  public Attachment {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(extension, "extension");
    requireNonNull(mimeType, "mimeType");
  }
}
