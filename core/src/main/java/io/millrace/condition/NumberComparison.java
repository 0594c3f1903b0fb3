package io.millrace.condition;

import io.millrace.python.ConversionException;
import io.millrace.python.NumberText;
import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonValues;
import org.jspecify.annotations.Nullable;

/**
 * Compares numbers. Equality first brings the expected value to the type of the actual one, so that
 * the text {@code "5.0"} is an error for an integer; order does not (spec/04 §6.1).
 */
final class NumberComparison {
  private NumberComparison() {}

  static boolean equal(Object value, @Nullable Object expected) {
    if (!PythonNumbers.isNumber(value)) {
      throw new ConditionException("Invalid actual value type: number or boolean");
    } else if (value instanceof Boolean flag) {
      return flag == PythonValues.truthy(textOrNumber(expected, "bool"));
    } else if (PythonNumbers.isFloat(value)) {
      return PythonNumbers.equal(value, toFloat(textOrNumber(expected, "float")));
    }
    return PythonNumbers.equal(value, toInteger(textOrNumber(expected, "int")));
  }

  private static Object toInteger(Object expected) {
    return expected instanceof String text
        ? NumberText.parseInteger(text)
        : PythonNumbers.toInteger(expected);
  }

  private static Object toFloat(Object expected) {
    return expected instanceof String text
        ? NumberText.parseFloat(text)
        : PythonNumbers.toFloat(expected);
  }

  static boolean ordered(ComparisonOperator operator, Object value, @Nullable Object expected) {
    if (!PythonNumbers.isNumber(value)) {
      throw new ConditionException("Invalid actual value type: number");
    }
    Object wanted = number(textOrNumber(expected, "number"));
    if (PythonNumbers.isNaN(value) || PythonNumbers.isNaN(wanted)) {
      return false;
    }
    int order = PythonNumbers.compare(value, wanted);
    return switch (operator) {
      case GREATER -> order > 0;
      case LESS -> order < 0;
      case GREATER_OR_EQUAL -> order >= 0;
      default -> order <= 0;
    };
  }

  private static Object number(Object expected) {
    if (!(expected instanceof String text)) {
      return expected;
    }
    try {
      return NumberText.parseFloat(text);
    } catch (ConversionException e) {
      throw new ConditionException("Cannot convert '" + text + "' to number", e);
    }
  }

  private static Object textOrNumber(@Nullable Object expected, String wanted) {
    if (expected instanceof String || (expected != null && PythonNumbers.isNumber(expected))) {
      return expected;
    }
    String kind = expected == null ? "nothing" : "a list";
    throw new ConditionException("Cannot convert " + kind + " to " + wanted);
  }
}
