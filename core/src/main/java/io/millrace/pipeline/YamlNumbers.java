package io.millrace.pipeline;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** Reads the numbers that {@link YamlScalars} recognises, as PyYAML does. */
final class YamlNumbers {
  private static final BigInteger SIXTY = BigInteger.valueOf(60);
  private static final Splitter COLON = Splitter.on(':');

  private YamlNumbers() {}

  /**
   * @throws NumberFormatException if it is none after all, such as {@code 0b_}
   */
  static Number integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    if (digits.length() > YamlScalars.MAX_DIGITS) {
      throw new NumberFormatException("an integer of more than 4300 digits");
    }
    BigInteger value = magnitude(digits);
    return Trees.number(negative ? value.negate() : value);
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    } else if (digits.startsWith("0")) {
      return new BigInteger(digits, 8);
    }
    BigInteger value = BigInteger.ZERO;
    for (String part : COLON.split(digits)) {
      value = value.multiply(SIXTY).add(new BigInteger(part));
    }
    return value;
  }

  /**
   * @throws NumberFormatException if it is none
   */
  static Double floating(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    double value = unsigned(digits);
    return negative ? -value : value;
  }

  private static double unsigned(String digits) {
    if (digits.equals(".inf")) {
      return Double.POSITIVE_INFINITY;
    } else if (digits.equals(".nan")) {
      return Double.NaN;
    }
    List<String> parts = Lists.reverse(COLON.splitToList(digits));
    double value = 0;
    double base = 1;
    for (String part : parts) {
      value += Double.parseDouble(part) * base;
      base *= 60;
    }
    return value;
  }
}
