package io.millrace.testkit.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Makes JSON. */
public final class Json {
  public static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** Returns an object of names and values: text, numbers, flags, nodes, or null. */
  public static ObjectNode object(@Nullable Object... namesAndValues) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.set(String.valueOf(namesAndValues[i]), node(namesAndValues[i + 1]));
    }
    return object;
  }

  public static ArrayNode array(Object... values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Object value : values) {
      array.add(node(value));
    }
    return array;
  }

  /** Reads JSON whose quotes may be single ones. */
  public static JsonNode parse(String text) {
    try {
      return JsonMapper.builder()
          .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .build()
          .readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode node(@Nullable Object value) {
    return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
  }
}
