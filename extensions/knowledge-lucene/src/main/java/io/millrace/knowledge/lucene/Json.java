package io.millrace.knowledge.lucene;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.knowledge.KnowledgeException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as JSON bytes; whole numbers come back as Long, as they are in variables. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private Json() {}

  static byte[] write(Map<String, ? extends @Nullable Object> value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new KnowledgeException("Cannot be kept as JSON: " + e.getMessage(), e);
    }
  }

  static Map<String, Object> read(byte[] json, int offset, int length) {
    try {
      return Collections.unmodifiableMap(MAPPER.readValue(json, offset, length, MAP));
    } catch (IOException e) {
      throw new KnowledgeException("The store holds JSON that cannot be read: " + e, e);
    }
  }

  /** Returns the object under {@code key}; empty when there is none. */
  @SuppressWarnings("unchecked") // objects come from read(), whose keys are strings
  static Map<String, Object> object(Map<String, Object> map, String key) {
    return map.get(key) instanceof Map<?, ?> inner ? (Map<String, Object>) inner : Map.of();
  }

  static String text(Map<String, Object> map, String key) {
    String text = textOrNull(map, key);
    if (text == null) {
      throw new KnowledgeException("The store holds a record without " + key);
    }
    return text;
  }

  static @Nullable String textOrNull(Map<String, Object> map, String key) {
    return map.get(key) instanceof String text ? text : null;
  }

  static long number(Map<String, Object> map, String key) {
    return map.get(key) instanceof Number number ? number.longValue() : 0;
  }

  static double decimal(Map<String, Object> map, String key) {
    return map.get(key) instanceof Number number ? number.doubleValue() : 0;
  }
}
