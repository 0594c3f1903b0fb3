package io.millrace.node;

import io.millrace.python.ConversionException;
import io.millrace.python.PythonNumbers;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a list operator can ask of a number. */
final class NumberFilters {
  private NumberFilters() {}

  static Predicate<@Nullable Object> of(String operator, double wanted) {
    return switch (operator) {
      case "=" -> number -> holds(number, wanted, order -> order == 0);
      case "≠" -> number -> !holds(number, wanted, order -> order == 0);
      case "<" -> number -> holds(number, wanted, order -> order < 0);
      case "≤" -> number -> holds(number, wanted, order -> order <= 0);
      case ">" -> number -> holds(number, wanted, order -> order > 0);
      case "≥" -> number -> holds(number, wanted, order -> order >= 0);
      default -> throw new ListOperatorException("Invalid condition: " + operator);
    };
  }

  private static boolean holds(@Nullable Object number, double wanted, IntPredicate order) {
    if (number == null || !PythonNumbers.isNumber(number)) {
      throw new ConversionException("The list has an element that is no number");
    }
    return !PythonNumbers.isNaN(number)
        && !Double.isNaN(wanted)
        && order.test(PythonNumbers.compare(number, wanted));
  }
}
