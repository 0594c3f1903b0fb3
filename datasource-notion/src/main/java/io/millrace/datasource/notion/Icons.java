package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Icons of pages and callouts. */
final class Icons {
  private Icons() {}

  /** Returns the icon as text: an emoji, or the name of a custom one; empty for a picture. */
  static String sign(JsonNode icon) {
    return switch (icon.path("type").asText("")) {
      case "emoji" -> icon.path("emoji").asText("");
      case "custom_emoji" -> {
        String name = icon.path("custom_emoji").path("name").asText("");
        yield name.isEmpty() ? "" : ":" + name + ":";
      }
      default -> "";
    };
  }

  /** Returns the icon object of a listing: {@code type} emoji or url; {@code null} for none. */
  static @Nullable Map<String, Object> entry(JsonNode icon) {
    String type = icon.path("type").asText("");
    Map<String, Object> entry = new LinkedHashMap<>();
    if (type.equals("emoji")) {
      entry.put("type", "emoji");
      entry.put("emoji", icon.path("emoji").asText(""));
      return entry;
    }
    String url = icon.path(type).path("url").asText("");
    if (url.isEmpty()) {
      return null;
    }
    entry.put("type", "url");
    entry.put("url", url);
    return entry;
  }
}
