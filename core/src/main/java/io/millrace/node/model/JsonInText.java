package io.millrace.node.model;

import io.millrace.python.ConversionException;
import io.millrace.python.PythonJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the JSON object that a model wrapped in other text. */
final class JsonInText {
  private static final int MOST_TRIES = 200;

  private JsonInText() {}

  /** Returns the first JSON object in the text, whatever stands around it. */
  static Optional<Map<String, @Nullable Object>> object(String text) {
    char[] characters = text.toCharArray();
    int at = text.indexOf('{');
    for (int tried = 0; at >= 0 && tried < MOST_TRIES; tried++) {
      try {
        if (PythonJson.parseFirst(characters, at) instanceof Map<?, ?> map) {
          return Optional.of(stringKeys(map));
        }
      } catch (ConversionException notJson) {
        // it may begin at a later brace
      }
      at = text.indexOf('{', at + 1);
    }
    return Optional.empty();
  }

  static Map<String, @Nullable Object> stringKeys(Map<?, ?> map) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.forEach((key, value) -> object.put(String.valueOf(key), value));
    return object;
  }
}
