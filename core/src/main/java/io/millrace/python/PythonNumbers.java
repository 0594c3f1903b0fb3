package io.millrace.python;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers as Python compares and converts them. Whole numbers have no bound; a boolean is a whole
 * number, 0 or 1.
 *
 * @since 0.1
 */
public final class PythonNumbers {
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private PythonNumbers() {}

  /** Returns whether {@code value} is an integer, a float or a boolean. */
  public static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Returns whether {@code value} is a float; the other numbers are whole. */
  public static boolean isFloat(Object value) {
    return value instanceof Double || value instanceof Float || value instanceof BigDecimal;
  }

  /** Returns whether the numbers are equal; a NaN equals nothing. */
  public static boolean equal(Object left, Object right) {
    return !isNaN(left) && !isNaN(right) && compare(left, right) == 0;
  }

  /** Returns whether the number is a float that is not a number. */
  public static boolean isNaN(Object number) {
    return isFloat(number) && Double.isNaN(((Number) number).doubleValue());
  }

  /**
   * Compares by exact value: {@code 2^53 + 1} is more than {@code 2^53} as a float. A NaN is more
   * than everything, so that sorting has an order; callers that need Python's answer for a NaN ask
   * {@link #isNaN} first.
   */
  public static int compare(Object left, Object right) {
    if (left instanceof Long one && right instanceof Long other) {
      return Long.compare(one, other);
    } else if (isFloat(left) && isFloat(right)) {
      return compareDoubles(((Number) left).doubleValue(), ((Number) right).doubleValue());
    } else if (isFloat(left)) {
      return -compareWholeToDouble(whole(right), ((Number) left).doubleValue());
    } else if (isFloat(right)) {
      return compareWholeToDouble(whole(left), ((Number) right).doubleValue());
    }
    return whole(left).compareTo(whole(right));
  }

  private static int compareDoubles(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }

  private static int compareWholeToDouble(BigInteger whole, double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return number < 0 ? 1 : -1;
    }
    return new BigDecimal(whole).compareTo(new BigDecimal(number));
  }

  /** Returns a whole number, or a boolean as 0 or 1, without bound. */
  public static BigInteger whole(Object number) {
    if (number instanceof BigInteger big) {
      return big;
    } else if (number instanceof Boolean flag) {
      return flag ? BigInteger.ONE : BigInteger.ZERO;
    }
    return BigInteger.valueOf(((Number) number).longValue());
  }

  /** Returns a whole number as a Long where it fits, else as it is. */
  public static Object narrow(BigInteger whole) {
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
  }

  /**
   * Returns {@code float(number)}.
   *
   * @throws ConversionException if a whole number is beyond the range of floats
   */
  public static double toFloat(Object number) {
    if (isFloat(number)) {
      return ((Number) number).doubleValue();
    }
    double converted = whole(number).doubleValue();
    if (Double.isInfinite(converted)) {
      throw new ConversionException("int too large to convert to float");
    }
    return converted;
  }

  /**
   * Returns {@code int(number)}: a float loses its fraction.
   *
   * @throws ConversionException if the float is infinite or not a number
   */
  public static Object toInteger(Object number) {
    if (!isFloat(number)) {
      return narrow(whole(number));
    }
    double value = ((Number) number).doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new ConversionException("cannot convert float " + FloatRepr.of(value) + " to integer");
    }
    return Math.abs(value) < EXACT_IN_DOUBLE
        ? (Object) (long) value
        : narrow(new BigDecimal(value).toBigInteger());
  }
}
