package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file object: kept by Notion, or elsewhere.
 *
 * @param name its name, or empty
 * @param url where its bytes are; signed when Notion keeps it
 * @param external whether it is kept elsewhere
 * @param expires when the address stops working, or {@code null}
 */
record NotionFile(String name, String url, boolean external, @Nullable Instant expires) {

  static NotionFile of(JsonNode file) {
    String type = file.path("type").asText(file.has("file") ? "file" : "external");
    JsonNode place = file.path(type);
    String url = place.path("url").asText("");
    String name = file.path("name").asText("");
    return new NotionFile(
        name.isEmpty() ? nameIn(url) : name,
        url,
        !type.equals("file"),
        expiry(place.path("expiry_time").asText("")));
  }

  private static String nameIn(String url) {
    String path = url.replaceFirst("[?#].*$", "").replaceFirst("^[a-zA-Z]+://[^/]*", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    try {
      return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return last;
    }
  }

  private static @Nullable Instant expiry(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /** Leaves out the address, which may be signed. */
  @Override
  public String toString() {
    return "NotionFile[" + name + "]";
  }
}
