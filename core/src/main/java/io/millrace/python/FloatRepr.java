package io.millrace.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest text that reads back as the same number, as {@code repr(float)} writes it.
 *
 * <p>{@link Double#toString(double)} is not it: before JDK 19 it sometimes has a digit too many.
 */
final class FloatRepr {
  private static final double EXACT_WHOLE = 9_007_199_254_740_992.0; // 2^53
  private static final int ENOUGH_DIGITS = 17;
  private static final int ALWAYS_UNIQUE_DIGITS = 15;

  private FloatRepr() {}

  static String of(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    } else if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    } else if (number == 0) {
      return 1 / number > 0 ? "0.0" : "-0.0";
    } else if (number == Math.rint(number) && Math.abs(number) < EXACT_WHOLE) {
      return (long) number + ".0";
    }
    BigDecimal shortest = shortest(Math.abs(number)).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - shortest.scale() - 1;
    String text =
        exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : fixed(digits, exponent);
    return number < 0 ? "-" + text : text;
  }

  private static BigDecimal shortest(double number) {
    BigDecimal printed = new BigDecimal(Double.toString(number));
    if (number >= Double.MIN_NORMAL && printed.precision() <= ALWAYS_UNIQUE_DIGITS) {
      return printed;
    }
    BigDecimal exact = new BigDecimal(number);
    for (int digits = number < Double.MIN_NORMAL ? 1 : ALWAYS_UNIQUE_DIGITS;
        digits < ENOUGH_DIGITS;
        digits++) {
      BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (nearest.doubleValue() == number) {
        return nearest;
      }
      // Above a power of two floats lie twice as far apart as below it: the nearest decimal may be
      // too far below while the next one above still reads back.
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
      if (above.doubleValue() == number) {
        return above;
      }
    }
    return exact.round(new MathContext(ENOUGH_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = exponent < 0 ? "-" : "+";
    return digits.charAt(0) + fraction + "e" + sign + twoDigits(Math.abs(exponent));
  }

  private static String twoDigits(int exponent) {
    return exponent < 10 ? "0" + exponent : Integer.toString(exponent);
  }

  private static String fixed(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return digits + "0".repeat(whole - digits.length()) + ".0";
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
