package io.millrace.server.api;

import io.millrace.datasource.DatasourceItem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The metadata fields that a knowledge base gives its documents by itself (spec/01 §3.3). */
final class BuiltInFields {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Their names and types. */
  static final List<DatasetProfile.Field> ALL =
      List.of(
          new DatasetProfile.Field("built-in", "document_name", "string"),
          new DatasetProfile.Field("built-in", "uploader", "string"),
          new DatasetProfile.Field("built-in", "upload_date", "time"),
          new DatasetProfile.Field("built-in", "last_update_date", "time"),
          new DatasetProfile.Field("built-in", "source", "string"));

  private BuiltInFields() {}

  static boolean isName(String name) {
    return ALL.stream().anyMatch(field -> field.name().equals(name));
  }

  static Map<String, Object> of(DatasourceItem item, String uploader) {
    return of(item.name(), item.type().wireName(), uploader, Instant.now());
  }

  static Map<String, Object> of(String name, String source, String uploader, Instant uploaded) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("document_name", name);
    fields.put("uploader", uploader);
    fields.put("upload_date", TIME.format(uploaded));
    fields.put("last_update_date", TIME.format(Instant.now()));
    fields.put("source", source);
    return fields;
  }
}
