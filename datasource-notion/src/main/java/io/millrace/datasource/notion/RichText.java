package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Notion's rich text as inline Markdown. */
final class RichText {
  private RichText() {}

  /** Returns the text as Markdown; its line breaks stay line breaks. */
  static String inline(JsonNode items) {
    List<Span> spans = new ArrayList<>();
    for (JsonNode item : items) {
      spans.addAll(Span.of(item));
    }
    return new InlineWriter(spans).write();
  }

  /** Returns the text without any form. */
  static String plain(JsonNode items) {
    StringBuilder text = new StringBuilder();
    for (JsonNode item : items) {
      text.append(plainOf(item));
    }
    return text.toString();
  }

  static String plainOf(JsonNode item) {
    JsonNode plain = item.path("plain_text");
    return plain.isTextual() ? plain.asText() : item.path("text").path("content").asText("");
  }
}
