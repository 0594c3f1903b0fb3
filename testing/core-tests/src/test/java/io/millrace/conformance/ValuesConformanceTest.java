package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.python.ConversionException;
import io.millrace.variable.DefaultValues;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariableException;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Type inference, typed values, zero and default values, and look-ups, as Dify does them. */
class ValuesConformanceTest {

  @Test
  void valuesAreTypedPrintedAndFoundAsRecorded() {
    ConformanceSuite.load("engine", "values").check(ValuesConformanceTest::run);
  }

  private static Verdict run(JsonNode vector) {
    JsonNode expected = vector.get("expected");
    Map<String, @Nullable Object> actual;
    try {
      actual = actual(vector);
    } catch (VariableException | ConversionException e) {
      String text = expected.path("error").path("message").asText("");
      boolean same = !Binding.onText(text, expected) || text.equals(e.getMessage());
      return same && expected.has("error") ? Verdict.PASSED : Verdict.failed(expected, e);
    }
    return Verdict.equal(VectorValues.map(expected), actual);
  }

  private static Map<String, @Nullable Object> actual(JsonNode vector) {
    return switch (vector.get("kind").textValue()) {
      case "build_segment" -> built(vector);
      case "build_segment_with_type" -> typed(Value.of(type(vector), raw(vector)));
      case "is_valid" -> Map.of("valid", type(vector).accepts(raw(vector)));
      case "zero_value" -> typed(type(vector).zero());
      case "default_value" -> only("value", defaultValue(vector));
      case "pool_get" -> got(vector);
      case "pool_add" -> added(vector);
      default -> throw new IllegalArgumentException("Unknown kind " + vector.get("kind"));
    };
  }

  private static Map<String, @Nullable Object> built(JsonNode vector) {
    Value value = Value.of(raw(vector));
    Map<String, @Nullable Object> built = new LinkedHashMap<>();
    built.put("type", value.type().wireName());
    built.put("text", value.text());
    built.put("markdown", value.markdown(VectorPool.of(vector.path("variables"))::url));
    built.put("log", value.log());
    built.put("inferred", inferred(value).wireName());
    built.put("exposed", value.type().exposed().wireName());
    return built;
  }

  /** The original has a second inference that differs for an empty list, which nothing shows. */
  private static ValueType inferred(Value value) {
    return value.raw() instanceof List<?> list && list.isEmpty()
        ? ValueType.ARRAY_NUMBER
        : value.type();
  }

  private static @Nullable Object defaultValue(JsonNode vector) {
    return DefaultValues.parse(vector.get("type").textValue(), raw(vector));
  }

  private static Map<String, @Nullable Object> got(JsonNode vector) {
    VariablePool pool = VectorPool.of(vector.get("variables"));
    Map<String, @Nullable Object> got = new LinkedHashMap<>();
    got.put("found", false);
    pool.find(path(vector))
        .ifPresent(
            value -> {
              got.put("found", true);
              got.putAll(typed(value));
            });
    return got;
  }

  private static Map<String, @Nullable Object> added(JsonNode vector) {
    VariablePool pool = new VariablePool();
    Selector selector = Selector.parse(path(vector));
    pool.put(selector, Value.of(raw(vector)));
    return typed(pool.get(selector).orElseThrow());
  }

  private static List<String> path(JsonNode vector) {
    return vector.get("selector").valueStream().map(JsonNode::textValue).toList();
  }

  private static Map<String, @Nullable Object> typed(Value value) {
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    typed.put("type", value.type().wireName());
    typed.put("value", value.raw());
    return typed;
  }

  private static Map<String, @Nullable Object> only(String name, @Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(name, value);
    return map;
  }

  private static ValueType type(JsonNode vector) {
    return ValueType.of(vector.get("type").textValue());
  }

  private static @Nullable Object raw(JsonNode vector) {
    return VectorValues.raw(vector.path("value"));
  }
}
