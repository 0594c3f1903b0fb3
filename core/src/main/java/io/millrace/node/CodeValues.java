package io.millrace.node;

import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks single values that code returned against the limits (spec/04 §6.4). */
final class CodeValues {
  private final CodeLimits limits;

  CodeValues(CodeLimits limits) {
    this.limits = limits;
  }

  /** Returns the text without NUL characters. */
  @Nullable Object string(@Nullable Object value, String variable) {
    if (value == null) {
      return null;
    } else if (!(value instanceof String text)) {
      throw CodeOutputException.invalid(
          "Output " + variable + " must be a string, got " + typeName(value) + " instead.");
    } else if (text.length() > limits.maxStringLength()
        && text.codePointCount(0, text.length()) > limits.maxStringLength()) {
      throw CodeOutputException.invalid(
          "The length of output variable `%s` must be less than %d characters"
              .formatted(variable, limits.maxStringLength()));
    } else {
      return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
  }

  /** Returns the number; a boolean counts as 0 or 1. */
  @Nullable Object number(@Nullable Object value, String variable) {
    if (value == null) {
      return null;
    } else if (value instanceof Boolean flag) {
      checkRange(flag ? BigDecimal.ONE : BigDecimal.ZERO, variable);
      return flag ? 1L : 0L;
    } else if (value instanceof Double number) {
      checkFloat(number, variable);
      return number;
    } else if (!PythonNumbers.isNumber(value)) {
      throw CodeOutputException.invalid(
          "Output " + variable + " is not a number, got " + classOf(value) + " instead.");
    }
    checkRange(new BigDecimal(PythonNumbers.whole(value)), variable);
    return value;
  }

  private void checkFloat(double number, String variable) {
    if (Double.isNaN(number)) {
      return; // neither above nor below, and without digits: as in Dify it passes
    } else if (Double.isInfinite(number)) {
      throw outOfRange(variable);
    }
    checkRange(new BigDecimal(number), variable);
    BigDecimal shortest = new BigDecimal(PythonText.repr(number));
    if (shortest.stripTrailingZeros().scale() > limits.maxPrecision()) {
      throw CodeOutputException.invalid(
          "Output variable `%s` has too high precision, it must be less than %d digits."
              .formatted(variable, limits.maxPrecision()));
    }
  }

  private void checkRange(BigDecimal number, String variable) {
    boolean low = number.compareTo(new BigDecimal(limits.minNumber())) < 0;
    if (low || number.compareTo(new BigDecimal(limits.maxNumber())) > 0) {
      throw outOfRange(variable);
    }
  }

  private CodeOutputException outOfRange(String variable) {
    return CodeOutputException.invalid(
        "Output variable `%s` is out of range, it must be between %d and %d."
            .formatted(variable, limits.minNumber(), limits.maxNumber()));
  }

  void checkLength(List<?> list, int limit, String variable) {
    if (list.size() > limit) {
      throw CodeOutputException.invalid(
          "The length of output variable `%s` must be less than %d elements."
              .formatted(variable, limit));
    }
  }

  void checkDepth(int depth) {
    if (depth > limits.maxDepth()) {
      throw CodeOutputException.tooDeep(limits.maxDepth());
    }
  }

  CodeLimits limits() {
    return limits;
  }

  /** Returns Python's text of the value's class. */
  static String classOf(@Nullable Object value) {
    return "<class '" + typeName(value) + "'>";
  }

  private static String typeName(@Nullable Object value) {
    if (value == null) {
      return "NoneType";
    } else if (value instanceof String) {
      return "str";
    } else if (value instanceof Boolean) {
      return "bool";
    } else if (value instanceof Double) {
      return "float";
    } else if (value instanceof Long || value instanceof BigInteger || value instanceof Integer) {
      return "int";
    } else if (value instanceof Map) {
      return "dict";
    }
    return value instanceof List ? "list" : value.getClass().getSimpleName();
  }
}
