package io.millrace.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a value fits the type that a node's {@code default_value} names (spec/04 §1). */
final class DefaultValues {
  static final ImmutableSet<String> TYPES =
      ImmutableSet.of(
          "string",
          "number",
          "object",
          "array[number]",
          "array[string]",
          "array[object]",
          "array[file]");

  private static final ObjectReader JSON =
      new ObjectMapper()
          .readerFor(Object.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private DefaultValues() {}

  static boolean fits(String type, @Nullable Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "number" ->
          isNumber(value) || (value instanceof String text && PythonNumbers.floating(text) != null);
      case "object" -> parsed(value) instanceof Map<?, ?>;
      case "array[number]" -> isListOf(parsed(value), DefaultValues::isNumber);
      case "array[string]" -> isListOf(parsed(value), String.class::isInstance);
      case "array[object]" -> isListOf(parsed(value), Map.class::isInstance);
      default -> type.equals("array[file]");
    };
  }

  /** Python counts booleans among the numbers. */
  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static boolean isListOf(@Nullable Object value, Predicate<@Nullable Object> element) {
    return value instanceof List<?> list && list.stream().allMatch(element);
  }

  private static @Nullable Object parsed(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    try {
      return JSON.readValue(text);
    } catch (JsonProcessingException e) {
      return JsonToken.NOT_AVAILABLE; // fits nothing
    }
  }
}
