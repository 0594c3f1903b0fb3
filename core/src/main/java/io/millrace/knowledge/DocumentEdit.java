package io.millrace.knowledge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed about a document, besides its content.
 *
 * @param name the new title, or {@code null} to keep it
 * @param metadata all of its metadata fields from now on, or {@code null} to keep them
 * @since 0.1
 */
public record DocumentEdit(@Nullable String name, @Nullable Map<String, Object> metadata) {

  /** Returns an edit that renames. */
  public static DocumentEdit name(String name) {
    return new DocumentEdit(name, null);
  }

  /** Returns an edit that replaces the metadata fields. */
  public static DocumentEdit metadata(Map<String, Object> metadata) {
    return new DocumentEdit(null, metadata);
  }
}
