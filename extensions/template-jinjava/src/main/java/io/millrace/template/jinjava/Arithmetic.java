package io.millrace.template.jinjava;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's operators on numbers, texts and lists. */
final class Arithmetic {
  private static final int MAX_BITS = 1 << 20;

  private Arithmetic() {}

  static Object add(Run run, Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long sum = x + y;
      return ((x ^ sum) & (y ^ sum)) < 0
          ? BigInteger.valueOf(x).add(BigInteger.valueOf(y))
          : (Object) sum;
    } else if (a instanceof CharSequence x && b instanceof CharSequence y) {
      run.spend((long) x.length() + y.length());
      return a instanceof Markup || b instanceof Markup
          ? new Markup(Markup.escape(a).text() + Markup.escape(b).text())
          : x.toString() + y;
    } else if (a instanceof List<?> x && b instanceof List<?> y && isTuple(a) == isTuple(b)) {
      run.spend((long) x.size() + y.size());
      List<Object> both = new ArrayList<>(x.size() + y.size());
      x.forEach(element -> both.add(Values.in(element)));
      y.forEach(element -> both.add(Values.in(element)));
      return isTuple(a) ? Tuple.of(both) : both;
    }
    return numeric("+", a, b, BigInteger::add, Double::sum);
  }

  private static boolean isTuple(Object value) {
    return value instanceof Tuple;
  }

  static Object subtract(Object a, Object b) {
    return numeric("-", a, b, BigInteger::subtract, (x, y) -> x - y);
  }

  static Object multiply(Run run, Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long high = Math.multiplyHigh(x, y);
      long low = x * y;
      if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
        return low;
      }
    }
    BigInteger times = Numbers.integer(b);
    if (times != null && (a instanceof CharSequence || a instanceof List)) {
      return repeat(run, a, Numbers.saturated(times));
    }
    times = Numbers.integer(a);
    if (times != null && (b instanceof CharSequence || b instanceof List)) {
      return repeat(run, b, Numbers.saturated(times));
    }
    return numeric(
        "*", a, b, (x, y) -> bounded(x, y, x.bitLength() + y.bitLength()), (x, y) -> x * y);
  }

  private static BigInteger bounded(BigInteger x, BigInteger y, int bits) {
    if (bits > MAX_BITS) {
      throw TemplateException.limit("An integer has more than " + MAX_BITS + " bits");
    }
    return x.multiply(y);
  }

  private static Object repeat(Run run, Object value, long times) {
    if (value instanceof List<?> list) {
      List<Object> repeated = new ArrayList<>();
      if (times > 0) {
        run.spend(Texts.saturatedProduct(list.size(), times));
        for (long i = 0; i < times && !list.isEmpty(); i++) {
          list.forEach(element -> repeated.add(Values.in(element)));
        }
      }
      return value instanceof Tuple ? Tuple.of(repeated) : repeated;
    }
    return Texts.like(value, Texts.repeat(run, value.toString(), times));
  }

  static Object divide(Object a, Object b) {
    requireNumbers("/", a, b);
    if (isZero(b)) {
      throw zeroDivision(a, b, "division by zero");
    }
    BigInteger x = Numbers.integer(a);
    BigInteger y = Numbers.integer(b);
    if (x != null && y != null && (x.bitLength() > 53 || y.bitLength() > 53)) {
      return new java.math.BigDecimal(x)
          .divide(new java.math.BigDecimal(y), new java.math.MathContext(40))
          .doubleValue();
    }
    return Numbers.toDouble(a) / Numbers.toDouble(b);
  }

  static Object floorDivide(Object a, Object b) {
    requireNumbers("//", a, b);
    if (isZero(b)) {
      throw zeroDivision(a, b, "integer division or modulo by zero");
    } else if (a instanceof Long x && b instanceof Long y && y != -1) {
      return Math.floorDiv(x, y);
    }
    BigInteger x = Numbers.integer(a);
    BigInteger y = Numbers.integer(b);
    if (x != null && y != null) {
      BigInteger[] parts = x.divideAndRemainder(y);
      boolean down = parts[1].signum() != 0 && parts[1].signum() != y.signum();
      return Values.normal(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }
    double dividend = Numbers.toDouble(a);
    double divisor = Numbers.toDouble(b);
    return Math.rint((dividend - floatModulo(dividend, divisor)) / divisor);
  }

  static Object modulo(Run run, Object a, Object b) {
    if (a instanceof CharSequence format) {
      return PercentFormat.apply(run, format, b);
    }
    requireNumbers("%", a, b);
    if (isZero(b)) {
      throw zeroDivision(a, b, "integer modulo by zero");
    } else if (a instanceof Long x && b instanceof Long y) {
      return Math.floorMod(x, y);
    }
    BigInteger x = Numbers.integer(a);
    BigInteger y = Numbers.integer(b);
    if (x != null && y != null) {
      BigInteger rest = x.mod(y.abs());
      return Values.normal(y.signum() < 0 && rest.signum() != 0 ? rest.add(y) : rest);
    }
    return floatModulo(Numbers.toDouble(a), Numbers.toDouble(b));
  }

  private static double floatModulo(double a, double b) {
    double rest = a % b;
    if (rest == 0) {
      return Math.copySign(0.0, b);
    }
    return (rest < 0) == (b < 0) ? rest : rest + b;
  }

  static Object power(Object a, Object b) {
    requireNumbers("** or pow()", a, b);
    BigInteger base = Numbers.integer(a);
    BigInteger exponent = Numbers.integer(b);
    if (base != null && exponent != null && exponent.signum() >= 0) {
      boolean small = base.bitLength() <= 1;
      long bits = small ? 1 : Texts.saturatedProduct(base.bitLength(), Numbers.saturated(exponent));
      if (bits > MAX_BITS) {
        throw TemplateException.limit("An integer has more than " + MAX_BITS + " bits");
      }
      int times = small ? exponent.min(BigInteger.valueOf(2)).intValue() : exponent.intValue();
      boolean keepsSign = small && base.signum() < 0 && exponent.testBit(0);
      return Values.normal(keepsSign ? base : base.pow(times));
    }
    double x = Numbers.toDouble(a);
    double y = Numbers.toDouble(b);
    if (x == 0 && y < 0) {
      throw TemplateException.value("0.0 cannot be raised to a negative power");
    }
    double result = Math.pow(x, y);
    if (Double.isNaN(result) && !Double.isNaN(x) && !Double.isNaN(y)) {
      throw TemplateException.value("a negative number to a fraction is no real number");
    }
    if (Double.isInfinite(result) && !Double.isInfinite(x) && !Double.isInfinite(y)) {
      throw TemplateException.value("(34, 'Numerical result out of range')");
    }
    return result;
  }

  static Object negate(Object value) {
    if (value instanceof Double number) {
      return -number;
    }
    BigInteger integer = Numbers.integer(value);
    if (integer == null) {
      throw unary("-", value);
    }
    return Values.normal(integer.negate());
  }

  static Object positive(Object value) {
    if (value instanceof Double) {
      return value;
    }
    BigInteger integer = Numbers.integer(value);
    if (integer == null) {
      throw unary("+", value);
    }
    return Values.normal(integer);
  }

  private static TemplateException unary(String operator, Object value) {
    return value instanceof Undefined undefined
        ? undefined.failure()
        : TemplateException.type(
            "bad operand type for unary " + operator + ": '" + PythonTypes.name(value) + "'");
  }

  private static boolean isZero(Object value) {
    return value instanceof Double number ? number == 0 : !Values.truth(value);
  }

  private static TemplateException zeroDivision(Object a, Object b, String integers) {
    boolean floats = a instanceof Double || b instanceof Double;
    return TemplateException.value(floats ? "float division by zero" : integers);
  }

  private static Object numeric(
      String operator,
      Object a,
      Object b,
      java.util.function.BinaryOperator<BigInteger> integers,
      java.util.function.DoubleBinaryOperator floats) {
    requireNumbers(operator, a, b);
    BigInteger x = Numbers.integer(a);
    BigInteger y = Numbers.integer(b);
    return x != null && y != null
        ? Values.normal(integers.apply(x, y))
        : (Object) floats.applyAsDouble(Numbers.toDouble(a), Numbers.toDouble(b));
  }

  private static void requireNumbers(String operator, Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return;
    } else if (a instanceof Undefined undefined) {
      throw undefined.failure();
    } else if (b instanceof Undefined undefined) {
      throw undefined.failure();
    }
    throw TemplateException.type(
        "unsupported operand type(s) for "
            + operator
            + ": '"
            + PythonTypes.name(a)
            + "' and '"
            + PythonTypes.name(b)
            + "'");
  }
}
