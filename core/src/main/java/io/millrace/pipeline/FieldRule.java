package io.millrace.pipeline;

import com.google.common.collect.ImmutableSet;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one setting of a node must be.
 *
 * @param field the key, with a dot where it is inside another map
 * @param required whether it must be there
 * @param expected what it must be, for people
 */
record FieldRule(
    String field, boolean required, String expected, Predicate<@Nullable Object> valid) {

  static FieldRule text(String field) {
    return new FieldRule(field, true, "a text", Trees::isText);
  }

  static FieldRule string(String field) {
    return new FieldRule(field, true, "a string", String.class::isInstance);
  }

  static FieldRule selector(String field) {
    return new FieldRule(
        field,
        true,
        "a list of at least two strings, such as [\"node\", \"text\"]",
        Trees::isSelector);
  }

  static FieldRule list(String field) {
    return new FieldRule(field, true, "a list", List.class::isInstance);
  }

  static FieldRule map(String field) {
    return new FieldRule(field, true, "a map", Map.class::isInstance);
  }

  static FieldRule positive(String field) {
    return new FieldRule(field, true, "a whole number from 1", FieldRule::isPositive);
  }

  static FieldRule oneOf(String field, String... values) {
    ImmutableSet<String> allowed = ImmutableSet.copyOf(values);
    return new FieldRule(
        field,
        true,
        "one of " + allowed,
        value -> value instanceof String text && allowed.contains(text));
  }

  /** Returns the same rule for a setting that may be absent or null. */
  FieldRule optional() {
    return new FieldRule(field, false, expected, valid);
  }

  void check(Map<String, Object> data, String path, Problems problems) {
    Object value = data;
    for (String key : field.split("\\.", -1)) {
      value = Trees.asMap(value).get(key);
    }
    if (value == null && required) {
      problems.error(
          ProblemCode.MISSING_FIELD,
          path + "." + field,
          "'" + field + "' is missing; it must be " + expected + ".",
          "Set it.");
    } else if (value != null && !valid.test(value)) {
      problems.error(
          ProblemCode.INVALID_FIELD,
          path + "." + field,
          "'" + field + "' must be " + expected + ", but was " + shown(value) + ".",
          "Correct it.");
    }
  }

  /** Never a text of somebody's, which may be long or secret. */
  private String shown(Object value) {
    if (value instanceof String text) {
      return text.isBlank() ? "empty" : text.length() > 40 ? "a long text" : "'" + text + "'";
    } else if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    return value instanceof Map ? "a map" : value.toString();
  }

  private static boolean isPositive(@Nullable Object value) {
    return (value instanceof Long number && number > 0)
        || (value instanceof BigInteger big && big.signum() > 0);
  }
}
