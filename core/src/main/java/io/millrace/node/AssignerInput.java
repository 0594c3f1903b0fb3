package io.millrace.node;

import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonValues;
import io.millrace.variable.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values an operation of the assigner takes for a variable of some type (spec/04 §6.9). */
final class AssignerInput {
  private AssignerInput() {}

  static boolean isValid(ValueType target, AssignerOperation operation, @Nullable Object value) {
    if (!operation.takesValue()) {
      return true;
    } else if (!target.isArray()) {
      return isValidScalar(target, operation, value);
    } else if (operation == AssignerOperation.APPEND) {
      return isElement(target, value);
    }
    return value instanceof List<?> list
        && list.stream().allMatch(element -> isElement(target, element))
        && target != ValueType.ARRAY_FILE;
  }

  private static boolean isValidScalar(
      ValueType target, AssignerOperation operation, @Nullable Object value) {
    return switch (target) {
      case STRING -> value instanceof String;
      case BOOLEAN -> value instanceof Boolean;
      case OBJECT -> value instanceof Map;
      case NUMBER, INTEGER, FLOAT ->
          value != null
              && PythonNumbers.isNumber(value)
              && !(operation == AssignerOperation.DIVIDE && !PythonValues.truthy(value));
      default -> false;
    };
  }

  private static boolean isElement(ValueType array, @Nullable Object value) {
    boolean number = value != null && PythonNumbers.isNumber(value);
    return switch (array) {
      case ARRAY_STRING -> value instanceof String;
      case ARRAY_NUMBER -> number;
      case ARRAY_OBJECT -> value instanceof Map;
      case ARRAY_BOOLEAN -> value instanceof Boolean;
      case ARRAY_ANY -> value instanceof String || value instanceof Map || number;
      default -> false;
    };
  }
}
