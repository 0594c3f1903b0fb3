package io.millrace.engine;

import io.millrace.node.Settings;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a loop: lives at {@code [loop node id, label]} and keeps its value between rounds.
 *
 * @param source where its first value comes from, or {@code null} for a constant
 * @param constant its first value, when it is a constant
 */
record LoopVariable(
    String label, ValueType type, @Nullable Selector source, @Nullable Object constant) {

  static LoopVariable of(Map<String, Object> data) {
    Settings settings = Settings.of(data);
    String label = settings.string("label");
    ValueType type = ValueType.of(settings.string("var_type"));
    boolean variable = settings.string("value_type", "constant").equals("variable");
    return new LoopVariable(
        label,
        type,
        variable ? settings.selector("value") : null,
        variable ? null : settings.raw("value"));
  }

  /** Returns the value before the first round. */
  Value first(VariablePool pool) {
    if (source == null) {
      return Value.of(constant);
    }
    return pool.get(source).orElse(Value.NONE);
  }
}
