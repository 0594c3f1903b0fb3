package io.millrace.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.python.ConversionException;
import io.millrace.python.PythonArithmetic;
import io.millrace.python.PythonJson;
import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonText;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change that version 2 of the assigner makes.
 *
 * @param input where the value comes from: {@code variable} or {@code constant}
 * @param value the constant, or the path of the variable; {@code null} when there is none
 */
record AssignerItem(
    ImmutableList<String> target,
    String input,
    AssignerOperation operation,
    @Nullable Object value) {
  private static final String VARIABLE = "variable";
  private static final ImmutableMap<String, String> INPUTS =
      ImmutableMap.of(VARIABLE, VARIABLE, "constant", "constant");

  static AssignerItem of(Settings settings) {
    return new AssignerItem(
        settings.strings("variable_selector"),
        settings.choice("input_type", INPUTS),
        settings.choice("operation", AssignerOperation.BY_NAME),
        settings.raw("value"));
  }

  /**
   * Makes the change in {@code variables}.
   *
   * @return whether there was one: a null source changes nothing
   * @throws AssignerException if the change cannot be made
   */
  boolean apply(VariablePool variables) {
    if (target.size() != 2) {
      throw notFound(target); // only whole variables can be assigned
    }
    Value before = variables.find(target).orElseThrow(() -> notFound(target));
    requireSupported(before.type());
    Value given = given(variables);
    if (given == null) {
      return false;
    }
    Value wanted = parsed(before.type(), given);
    if (!AssignerInput.isValid(before.type(), operation, wanted.raw())) {
      throw invalidValue(wanted);
    }
    Value after = new Value(before.type(), changed(before, wanted.raw()));
    variables.put(target.get(0), target.get(1), after);
    return true;
  }

  private void requireSupported(ValueType type) {
    if (!operation.supports(type)) {
      throw new AssignerException(
          "Operation %s is not supported for type %s"
              .formatted(operation.wireName(), type.wireName()));
    }
    boolean supported =
        input.equals(VARIABLE)
            ? operation.supportsVariableInput()
            : operation.supportsConstantInput(type);
    if (!supported) {
      throw new AssignerException(
          "Input type %s is not supported for operation %s".formatted(input, operation.wireName()));
    }
  }

  /** Returns the value to work with, or {@code null} when its source is a null variable. */
  private @Nullable Value given(VariablePool variables) {
    if (!input.equals(VARIABLE) || !operation.takesValue() || value == null) {
      return Value.of(value);
    }
    if (!(value instanceof List<?> path)) {
      throw notFound(value);
    }
    Value source =
        variables
            .find(path.stream().map(String::valueOf).toList())
            .orElseThrow(() -> notFound(value));
    return source.type() == ValueType.NONE ? null : source;
  }

  /** An object can be set to what a text is as JSON. */
  private Value parsed(ValueType type, Value given) {
    if (operation != AssignerOperation.SET
        || type != ValueType.OBJECT
        || !(given.raw() instanceof String text)) {
      return given;
    }
    try {
      return Value.of(PythonJson.parse(text));
    } catch (ConversionException notJson) {
      throw invalidValue(given);
    }
  }

  private @Nullable Object changed(Value before, @Nullable Object wanted) {
    return switch (operation) {
      case OVER_WRITE, SET -> wanted;
      case CLEAR -> before.type().zero().raw();
      case APPEND -> {
        List<@Nullable Object> list = new ArrayList<>(list(before));
        list.add(wanted);
        yield list;
      }
      case EXTEND -> {
        List<@Nullable Object> list = new ArrayList<>(list(before));
        list.addAll(wanted instanceof List<?> more ? more : List.of());
        yield list;
      }
      case ADD -> PythonArithmetic.add(number(before.raw()), number(wanted));
      case SUBTRACT -> PythonArithmetic.subtract(number(before.raw()), number(wanted));
      case MULTIPLY -> PythonArithmetic.multiply(number(before.raw()), number(wanted));
      case DIVIDE -> PythonArithmetic.divide(number(before.raw()), number(wanted));
      case REMOVE_FIRST -> list(before).isEmpty() ? before.raw() : withoutFirst(list(before));
      case REMOVE_LAST -> list(before).isEmpty() ? before.raw() : withoutLast(list(before));
    };
  }

  private static List<?> withoutFirst(List<?> list) {
    return new ArrayList<>(list.subList(1, list.size()));
  }

  private static List<?> withoutLast(List<?> list) {
    return new ArrayList<>(list.subList(0, list.size() - 1));
  }

  private static List<?> list(Value value) {
    if (value.raw() instanceof List<?> list) {
      return list;
    }
    throw new ConversionException("The variable holds no list");
  }

  private static Object number(@Nullable Object raw) {
    if (raw == null || !PythonNumbers.isNumber(raw)) {
      throw new ConversionException("The variable holds no number");
    }
    return raw;
  }

  private static AssignerException invalidValue(Value value) {
    return new AssignerException("Invalid input value " + Shown.inMessage(value));
  }

  private static AssignerException notFound(Object path) {
    return new AssignerException("Variable " + PythonText.str(path) + " not found");
  }
}
