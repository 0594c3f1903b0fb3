package io.millrace.template.jinjava;

import io.millrace.python.PythonText;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Python's numbers: int without bounds, float, and bool that counts as int. */
final class Numbers {
  private Numbers() {}

  static boolean isNumber(Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof BigInteger;
  }

  /** Returns the integer, or {@code null} for anything but int and bool. */
  static @Nullable BigInteger integer(Object value) {
    if (value instanceof Long number) {
      return BigInteger.valueOf(number);
    } else if (value instanceof BigInteger big) {
      return big;
    } else if (value instanceof Boolean flag) {
      return flag ? BigInteger.ONE : BigInteger.ZERO;
    }
    return null;
  }

  static double toDouble(Object value) {
    if (value instanceof Double number) {
      return number;
    } else if (value instanceof Long number) {
      return (double) number;
    } else if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    } else if (value instanceof BigInteger big) {
      double number = big.doubleValue();
      if (Double.isInfinite(number)) {
        throw TemplateException.value("int too large to convert to float");
      }
      return number;
    }
    throw TemplateException.type("must be real number, not " + PythonTypes.name(value));
  }

  /** Returns an integer that can count elements; larger ones are cut at the int range. */
  static int toIndex(Object value) {
    BigInteger integer = integer(value);
    if (integer == null) {
      if (value instanceof Undefined undefined) {
        throw undefined.failure();
      }
      throw TemplateException.type(
          "'" + PythonTypes.name(value) + "' object cannot be interpreted as an integer");
    }
    return com.google.common.primitives.Ints.saturatedCast(saturated(integer));
  }

  static long saturated(BigInteger integer) {
    return integer.bitLength() < 64
        ? integer.longValue()
        : integer.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  /**
   * Returns Python's {@code int(value)}.
   *
   * @throws TemplateException if there is none
   */
  static Object parseInt(Object value, int base) {
    if (value instanceof CharSequence text) {
      return IntegerText.parse(text.toString(), base);
    } else if (value instanceof Double number) {
      return truncate(number);
    }
    BigInteger integer = integer(value);
    if (integer != null) {
      return Values.normal(integer);
    } else if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    throw TemplateException.type(
        "int() argument must be a string or a real number, not '" + PythonTypes.name(value) + "'");
  }

  static Object truncate(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw TemplateException.value(
          "cannot convert float " + PythonText.repr(number) + " to integer");
    }
    return Math.abs(number) < 9e18
        ? (Object) (long) number
        : Values.normal(new java.math.BigDecimal(number).toBigInteger());
  }

  /**
   * Returns Python's {@code float(value)}.
   *
   * @throws TemplateException if there is none
   */
  static double parseFloat(Object value) {
    if (value instanceof CharSequence text) {
      return IntegerText.parseFloat(text.toString());
    } else if (value instanceof Undefined undefined) {
      throw undefined.failure();
    } else if (isNumber(value)) {
      return toDouble(value);
    }
    throw TemplateException.type(
        "float() argument must be a string or a real number, not '"
            + PythonTypes.name(value)
            + "'");
  }
}
