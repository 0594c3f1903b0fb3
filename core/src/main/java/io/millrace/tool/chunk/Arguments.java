package io.millrace.tool.chunk;

import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunker's parameters the way the original does: an absent parameter has a default, {@code
 * null} is a value that most of them refuse.
 */
final class Arguments {
  private final ToolInvocation invocation;

  Arguments(ToolInvocation invocation) {
    this.invocation = invocation;
  }

  @Nullable Object get(String name, Object absent) {
    return invocation.parameters().containsKey(name) ? invocation.parameter(name) : absent;
  }

  String text(String name, String absent) {
    if (get(name, absent) instanceof String text) {
      return text;
    }
    throw bad(name, "must be text");
  }

  /** Any number, true and false as 1 and 0; texts are refused. */
  Number number(String name, long absent) {
    Object value = get(name, absent);
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (value instanceof Number number) {
      return number;
    }
    throw bad(name, "must be a number");
  }

  /** A whole number, also as a float without fraction or as text. */
  int wholeNumber(String name, int absent) {
    Object value = get(name, (long) absent);
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof Long number) {
      return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }
    if (value instanceof BigInteger number) {
      return number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    if (value instanceof Double number && number == Math.rint(number) && !number.isInfinite()) {
      return number.intValue();
    }
    if (value instanceof String text && Blanks.trim(text).matches("[+-]?\\d{1,9}(\\.0+)?")) {
      return (int) Double.parseDouble(Blanks.trim(text));
    }
    throw bad(name, "must be a whole number");
  }

  /** What Python takes for true: anything but null, false, zero and what is empty. */
  boolean truth(String name) {
    return isTrue(get(name, false));
  }

  static boolean isTrue(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Collection<?> list) {
      return !list.isEmpty();
    }
    return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
  }

  private ToolException bad(String name, String rule) {
    Object value = invocation.parameter(name);
    String given = value == null ? "null" : kind(value);
    return new ToolException("Parameter '%s' %s, not %s.".formatted(name, rule, given));
  }

  /** Returns what a value is, in a word, without showing it. */
  private static String kind(Object value) {
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "a whole number";
    }
    if (value instanceof Double) {
      return "a number with a fraction or out of range";
    }
    return value instanceof Boolean ? "true or false" : "a list, an object or a file";
  }
}
