package io.millrace.condition;

import io.millrace.python.PythonText;
import io.millrace.python.PythonValues;
import io.millrace.python.Substrings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers an operator for a value (spec/04 §6.1). */
final class Comparison {
  private Comparison() {}

  static boolean holds(
      ComparisonOperator operator, @Nullable Object value, @Nullable Object expected) {
    return switch (operator) {
      case CONTAINS -> PythonValues.truthy(value) && contains(value, expected);
      case NOT_CONTAINS -> !PythonValues.truthy(value) || !contains(value, expected);
      case START_WITH ->
          PythonValues.truthy(value)
              && text(value).startsWith(expectedText(expected, "startswith"));
      case END_WITH ->
          PythonValues.truthy(value) && text(value).endsWith(expectedText(expected, "endswith"));
      case IS -> value != null && is(value, expected);
      case IS_NOT -> value != null && !is(value, expected);
      case EMPTY -> !PythonValues.truthy(value);
      case NOT_EMPTY -> PythonValues.truthy(value);
      case IN -> PythonValues.truthy(value) && in(value, expected);
      case NOT_IN -> !PythonValues.truthy(value) || !in(value, expected);
      case ALL_OF -> allOf(value, expected);
      case EQUAL -> value != null && NumberComparison.equal(value, expected);
      case NOT_EQUAL -> value != null && !NumberComparison.equal(value, expected);
      case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL ->
          value != null && NumberComparison.ordered(operator, value, expected);
      case NULL, NOT_EXISTS -> value == null;
      case NOT_NULL, EXISTS -> value != null;
    };
  }

  private static boolean contains(@Nullable Object value, @Nullable Object expected) {
    if (value instanceof String text) {
      return Substrings.contains(text, PythonText.str(expected));
    } else if (value instanceof List<?> list) {
      return anyEqual(list, expected);
    }
    throw new ConditionException("Invalid actual value type: string or array");
  }

  private static boolean anyEqual(List<?> list, @Nullable Object wanted) {
    for (Object element : list) {
      if (PythonValues.equal(element, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new ConditionException("Invalid actual value type: string");
  }

  private static String expectedText(@Nullable Object expected, String question) {
    if (expected instanceof String text) {
      return text;
    }
    throw new ConditionException("Expected value must be a string for " + question);
  }

  private static boolean is(Object value, @Nullable Object expected) {
    if (value instanceof String || value instanceof Boolean) {
      return PythonValues.equal(value, expected);
    }
    throw new ConditionException("Invalid actual value type: string or boolean");
  }

  private static boolean in(@Nullable Object value, @Nullable Object expected) {
    if (expected instanceof List<?> list) {
      return anyEqual(list, value);
    }
    throw new ConditionException("Invalid expected value type: array");
  }

  private static boolean allOf(@Nullable Object value, @Nullable Object expected) {
    if (!(expected instanceof List<?> wanted)) {
      throw new ConditionException(
          "all of operator expects homogeneous list of strings or booleans");
    } else if (!PythonValues.truthy(value)) {
      return false;
    } else if (value instanceof List<?> list) {
      return containsAll(list, wanted);
    }
    return value instanceof String text
        && wanted.stream()
            .allMatch(item -> item instanceof String part && Substrings.contains(text, part));
  }

  /** Expected texts and booleans are few kinds: one pass over the list, then a look-up each. */
  private static boolean containsAll(List<?> list, List<?> wanted) {
    Set<Object> texts = new HashSet<>();
    boolean hasTrue = false;
    boolean hasFalse = false;
    for (Object element : list) {
      if (element instanceof String) {
        texts.add(element);
      }
      hasTrue |= PythonValues.equal(element, true);
      hasFalse |= PythonValues.equal(element, false);
    }
    for (Object item : wanted) {
      boolean there =
          item instanceof Boolean flag ? (flag ? hasTrue : hasFalse) : texts.contains(item);
      if (!there) {
        return false;
      }
    }
    return true;
  }
}
