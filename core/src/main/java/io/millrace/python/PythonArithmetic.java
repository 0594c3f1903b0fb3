package io.millrace.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * {@code + - * /} as Python computes them: whole numbers stay whole and have no bound of their own,
 * except that a division always gives a float.
 *
 * @since 0.1
 */
public final class PythonArithmetic {
  /** Whole numbers beyond this size are refused, so that repeated multiplication stays bounded. */
  private static final int MAX_BITS = 1 << 20;

  private static final MathContext BEYOND_DOUBLE = new MathContext(60);

  private PythonArithmetic() {}

  /** Returns {@code left + right}. */
  public static Object add(Object left, Object right) {
    return PythonNumbers.isFloat(left) || PythonNumbers.isFloat(right)
        ? (Object) (PythonNumbers.toFloat(left) + PythonNumbers.toFloat(right))
        : bounded(PythonNumbers.whole(left).add(PythonNumbers.whole(right)));
  }

  /** Returns {@code left - right}. */
  public static Object subtract(Object left, Object right) {
    return PythonNumbers.isFloat(left) || PythonNumbers.isFloat(right)
        ? (Object) (PythonNumbers.toFloat(left) - PythonNumbers.toFloat(right))
        : bounded(PythonNumbers.whole(left).subtract(PythonNumbers.whole(right)));
  }

  /** Returns {@code left * right}. */
  public static Object multiply(Object left, Object right) {
    return PythonNumbers.isFloat(left) || PythonNumbers.isFloat(right)
        ? (Object) (PythonNumbers.toFloat(left) * PythonNumbers.toFloat(right))
        : bounded(PythonNumbers.whole(left).multiply(PythonNumbers.whole(right)));
  }

  /**
   * Returns {@code left / right}, a float also for whole numbers.
   *
   * @throws ConversionException if {@code right} is zero or the quotient is no float
   */
  public static Object divide(Object left, Object right) {
    if (!PythonValues.truthy(right)) {
      throw new ConversionException("division by zero");
    } else if (PythonNumbers.isFloat(left) || PythonNumbers.isFloat(right)) {
      return PythonNumbers.toFloat(left) / PythonNumbers.toFloat(right);
    }
    BigDecimal dividend = new BigDecimal(PythonNumbers.whole(left));
    BigDecimal divisor = new BigDecimal(PythonNumbers.whole(right));
    double quotient = dividend.divide(divisor, BEYOND_DOUBLE).doubleValue();
    if (Double.isInfinite(quotient)) {
      throw new ConversionException("integer division result too large for a float");
    }
    return quotient;
  }

  private static Object bounded(BigInteger result) {
    if (result.bitLength() > MAX_BITS) {
      throw new ConversionException("The number has more than " + MAX_BITS + " bits");
    }
    return PythonNumbers.narrow(result);
  }
}
