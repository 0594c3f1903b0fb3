package io.millrace.template.jinjava;

import io.millrace.file.FileRef;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template can read of a file. */
final class Files {
  private Files() {}

  /** Returns the attribute, or {@code null} when a file has none of that name. */
  static @Nullable Object attribute(FileRef file, String name) {
    return switch (name) {
      case "id" -> Values.in(file.id());
      case "type" -> file.type().wireName();
      case "transfer_method" -> file.transferMethod().wireName();
      case "remote_url" -> Values.in(file.remoteUrl());
      case "reference" -> Values.in(file.reference());
      case "related_id" -> Values.in(file.relatedId());
      case "filename" -> Values.in(file.filename());
      case "extension" -> Values.in(file.extension());
      case "mime_type" -> Values.in(file.mimeType());
      case "size" -> file.size();
      default -> null;
    };
  }

  /** Returns what {@code tojson} writes of a file. */
  static Map<String, Object> asDict(FileRef file) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "type",
          "transfer_method",
          "remote_url",
          "related_id",
          "filename",
          "extension",
          "mime_type",
          "size"
        }) {
      Object value = attribute(file, name);
      all.put(name, value == null ? None.NONE : value);
    }
    return all;
  }
}
