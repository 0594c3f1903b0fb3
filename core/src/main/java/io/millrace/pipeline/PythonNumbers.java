package io.millrace.pipeline;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the numbers in texts that Python's {@code int} and {@code float} read. */
final class PythonNumbers {
  /** Python refuses longer integers. */
  private static final int MAX_DIGITS = 4300;

  private static final Pattern INTEGER =
      Pattern.compile("[-+]?\\d++", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern FLOATING =
      Pattern.compile("[-+]?(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][-+]?\\d++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("([-+]?)(?:(inf|infinity)|nan)", Pattern.CASE_INSENSITIVE);

  private PythonNumbers() {}

  /** Returns the Long or BigInteger, or {@code null} if it is no integer. */
  static @Nullable Number integer(String text) {
    String digits = plain(text);
    return digits != null && digits.length() <= MAX_DIGITS + 1 && INTEGER.matcher(digits).matches()
        ? Trees.number(new BigInteger(digits))
        : null;
  }

  /** Returns the number, or {@code null} if it is none. */
  static @Nullable Double floating(String text) {
    String digits = plain(text);
    if (digits == null) {
      return null;
    } else if (FLOATING.matcher(digits).matches()) {
      return Double.valueOf(digits);
    }
    var special = NOT_FINITE.matcher(digits);
    if (!special.matches()) {
      return null;
    } else if (special.group(2) == null) {
      return Double.NaN;
    }
    return "-".equals(special.group(1)) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Removes the space around a number and the underscores between two digits, if that is all. */
  private static @Nullable String plain(String text) {
    String trimmed = text.strip();
    if (trimmed.indexOf('_') < 0) {
      return trimmed;
    }
    for (int i = trimmed.indexOf('_'); i >= 0; i = trimmed.indexOf('_', i + 1)) {
      if (i == 0
          || i == trimmed.length() - 1
          || !Character.isDigit(trimmed.charAt(i - 1))
          || !Character.isDigit(trimmed.charAt(i + 1))) {
        return null;
      }
    }
    return trimmed.replace("_", "");
  }
}
