package io.millrace.engine;

import com.google.common.collect.ImmutableSet;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import io.millrace.python.ConversionException;
import io.millrace.python.PythonJson;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariableException;
import io.millrace.variable.VariablePool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a loop: lives at {@code [loop node id, label]} and keeps its value between rounds
 * (spec/04 §6.7).
 *
 * @param constant whether {@code value} is its first value, or else the selector of it
 */
record LoopVariable(String label, ValueType type, boolean constant, @Nullable Object value) {

  private static final ImmutableSet<ValueType> TYPES =
      ImmutableSet.of(
          ValueType.STRING,
          ValueType.NUMBER,
          ValueType.OBJECT,
          ValueType.BOOLEAN,
          ValueType.ARRAY_STRING,
          ValueType.ARRAY_NUMBER,
          ValueType.ARRAY_OBJECT,
          ValueType.ARRAY_BOOLEAN);

  static LoopVariable of(Map<String, Object> data) {
    Settings settings = Settings.of(data);
    String label = settings.string("label");
    String typeName = settings.string("var_type");
    ValueType type =
        TYPES.stream()
            .filter(known -> known.wireName().equals(typeName))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidNodeException(
                        "var_type of loop variable '%s' must be one of %s, but was %s"
                            .formatted(
                                label,
                                TYPES.stream().map(ValueType::wireName).toList(),
                                typeName)));
    boolean constant = settings.string("value_type", "constant").equals("constant");
    return new LoopVariable(label, type, constant, settings.raw("value"));
  }

  /**
   * Returns the value before the first round.
   *
   * @throws VariableException if there is none, or it is of another type
   */
  Value first(VariablePool pool) {
    return constant ? fromConstant() : fromVariable(pool);
  }

  private Value fromVariable(VariablePool pool) {
    try {
      return pool.get(Selector.parse(value)).orElseThrow(this::invalid);
    } catch (VariableException e) {
      throw invalid();
    }
  }

  private VariableException invalid() {
    return new VariableException("Invalid value for loop variable " + label);
  }

  /** Array constants are JSON text, anything else is an empty array. */
  private Value fromConstant() {
    Object given = value;
    if (type.isArray() && type != ValueType.ARRAY_BOOLEAN) {
      given = value instanceof String text && !text.isEmpty() ? json(text) : List.of();
    }
    if (given instanceof List<?> list && list.isEmpty()) {
      return Value.of(given);
    }
    try {
      return Value.of(type, given);
    } catch (VariableException mismatch) {
      return otherwise(mismatch);
    }
  }

  /** A text that is not of the type may still be JSON that is. */
  private Value otherwise(VariableException mismatch) {
    if (value instanceof String text) {
      try {
        return Value.of(type, PythonJson.parse(text));
      } catch (ConversionException | VariableException stillNot) {
        throw mismatch(mismatch);
      }
    }
    throw mismatch(mismatch);
  }

  private VariableException mismatch(VariableException cause) {
    String got =
        value == null ? "None" : "%s, value=%s".formatted(Value.of(value).type().wireName(), value);
    VariableException mismatch =
        new VariableException(
            "Type mismatch: expected %s, but got %s".formatted(type.wireName(), got));
    mismatch.initCause(cause);
    return mismatch;
  }

  private static @Nullable Object json(String text) {
    try {
      return PythonJson.parse(text);
    } catch (ConversionException e) {
      throw new VariableException(String.valueOf(e.getMessage()));
    }
  }
}
