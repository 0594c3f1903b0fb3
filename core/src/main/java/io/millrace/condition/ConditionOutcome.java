package io.millrace.condition;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a group of conditions.
 *
 * @param result whether the group holds
 * @param groupResults the result of each condition up to the one that decided
 * @param inputs what was compared, for display: {@code actual_value}, {@code expected_value},
 *     {@code comparison_operator} of each condition that compares with a value; secrets are masked
 * @since 0.1
 */
public record ConditionOutcome(
    boolean result,
    ImmutableList<Boolean> groupResults,
    ImmutableList<Map<String, @Nullable Object>> inputs) {

  static Map<String, @Nullable Object> input(
      @Nullable Object actual, @Nullable Object expected, ComparisonOperator operator) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("actual_value", actual);
    shown.put("expected_value", expected);
    shown.put("comparison_operator", operator.wireName());
    return Collections.unmodifiableMap(shown);
  }
}
