package io.millrace.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what a server says is JSON. */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SHOWN = 200;

  private Json() {}

  static JsonNode read(Endpoint endpoint, byte[] bytes) throws IOException {
    return read(endpoint, new String(bytes, StandardCharsets.UTF_8));
  }

  static JsonNode read(Endpoint endpoint, String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException notJson) {
      // said below: the parser's own message repeats the text
    }
    String start = text.substring(0, Math.min(text.length(), SHOWN)).strip();
    throw ModelException.retriable(
        "%s answered with something that is no JSON object: %s"
            .formatted(endpoint.name(), endpoint.withoutKey(start.isEmpty() ? "nothing" : start)),
        null);
  }
}
