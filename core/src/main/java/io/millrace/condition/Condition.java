package io.millrace.condition;

import com.google.common.collect.ImmutableList;
import io.millrace.python.PythonText;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question about one value.
 *
 * @param path where the value is; a path of fewer than two parts is never found
 * @param files what to ask of each file when the value is a list of files
 */
record Condition(
    ImmutableList<String> path,
    ComparisonOperator operator,
    Expected expected,
    @Nullable FileConditions files) {

  boolean evaluate(
      VariablePool variables, ImmutableList.Builder<Map<String, @Nullable Object>> inputs) {
    Value value =
        variables
            .find(path)
            .orElseThrow(
                () -> new ConditionException("Variable " + PythonText.repr(path) + " not found"));
    if (value.type() == ValueType.ARRAY_FILE && operator.asksEachFile()) {
      if (files == null) {
        throw new ConditionException("Sub variable is required");
      }
      return files.evaluate(value, variables);
    } else if (operator.asksPresence()) {
      return Comparison.holds(operator, value.raw(), null);
    }
    Object wanted = expected.forValue(value, variables);
    inputs.add(ConditionOutcome.input(shown(value), expected.shown(wanted, variables), operator));
    return Comparison.holds(operator, value.raw(), wanted);
  }

  private static @Nullable Object shown(Value value) {
    return value.type() == ValueType.SECRET ? value.log() : value.raw();
  }

  Map<String, @Nullable Object> toSettings() {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("variable_selector", path);
    settings.put("comparison_operator", operator.wireName());
    settings.put("value", expected.raw());
    settings.put("sub_variable_condition", files == null ? null : files.toSettings());
    return settings;
  }
}
