package io.millrace.template.jinjava;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads numbers out of text the way Python's {@code int()} and {@code float()} do. */
final class IntegerText {
  private static final int MAX_DIGITS = 4300;
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:\\d+(?:_\\d+)*+\\.?(?:\\d+(?:_\\d+)*+)?|\\.\\d+(?:_\\d+)*+)"
              + "(?:[eE][+-]?\\d+(?:_\\d+)*+)?");

  private IntegerText() {}

  static Object parse(String text, int base) {
    String digits = Texts.strip(text);
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = base;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      int prefixed = radixOf(Character.toLowerCase(digits.charAt(1)));
      if (prefixed != 0 && (base == prefixed || base == 0)) {
        radix = prefixed;
        digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
      }
    }
    if (radix == 0) {
      radix = 10;
    }
    if (!isDigits(digits, radix)) {
      throw TemplateException.value(
          "invalid literal for int() with base " + base + ": " + Repr.of(text));
    }
    BigInteger magnitude = new BigInteger(digits.replace("_", ""), radix);
    return Values.normal(negative ? magnitude.negate() : magnitude);
  }

  private static int radixOf(char letter) {
    return switch (letter) {
      case 'x' -> 16;
      case 'o' -> 8;
      case 'b' -> 2;
      default -> 0;
    };
  }

  private static boolean isDigits(String text, int radix) {
    if (text.length() > MAX_DIGITS) {
      throw TemplateException.value(
          "Exceeds the limit (4300 digits) for integer string conversion");
    }
    boolean wasDigit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = Character.digit(c, radix) >= 0;
      if (!digit && !(c == '_' && wasDigit)) {
        return false;
      }
      wasDigit = digit;
    }
    return wasDigit;
  }

  static double parseFloat(String text) {
    String number = Texts.strip(text);
    String lower = number.toLowerCase(Locale.ROOT);
    String unsigned = lower.startsWith("-") || lower.startsWith("+") ? lower.substring(1) : lower;
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    } else if (unsigned.equals("nan")) {
      return Double.NaN;
    } else if (!FLOAT.matcher(number).matches()) {
      throw TemplateException.value("could not convert string to float: " + Repr.of(text));
    }
    return Double.parseDouble(number.replace("_", ""));
  }
}
