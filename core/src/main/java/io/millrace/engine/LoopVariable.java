package io.millrace.engine;

import com.google.common.collect.ImmutableMap;
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

  private static final ImmutableMap<String, Boolean> IS_CONSTANT =
      ImmutableMap.of("constant", true, "variable", false);

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
    boolean constant = settings.choice("value_type", IS_CONSTANT);
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

  /** The variable takes the type that the value shows; a secret stays one. */
  private Value fromVariable(VariablePool pool) {
    Value found;
    try {
      found = pool.get(Selector.parse(value)).orElseThrow(this::invalid);
    } catch (VariableException e) {
      throw invalid();
    }
    return found.type() == ValueType.SECRET ? found : Value.of(found.raw());
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
    try {
      return typed(given);
    } catch (VariableException mismatch) {
      return fromJson(mismatch);
    }
  }

  /** A text that is not of the type may still be JSON that is. */
  private Value fromJson(VariableException mismatch) {
    if (!(value instanceof String text)) {
      throw mismatch;
    }
    Object parsed;
    try {
      parsed = PythonJson.parse(text);
    } catch (ConversionException noJson) {
      throw mismatch;
    }
    return typed(parsed);
  }

  /** An empty list is stored without the type that it was declared with. */
  private Value typed(@Nullable Object given) {
    Value typed = Value.of(type, given);
    return given instanceof List<?> list && list.isEmpty() ? Value.of(given) : typed;
  }

  private static @Nullable Object json(String text) {
    try {
      return PythonJson.parse(text);
    } catch (ConversionException e) {
      throw new VariableException(String.valueOf(e.getMessage()));
    }
  }
}
