package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Filters that make numbers, or texts of numbers. */
final class NumberFilters {
  private static final String[] DECIMAL = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
  private static final String[] BINARY = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"};

  static final ImmutableMap<String, Filter> ALL =
      ImmutableMap.of(
          "abs", (run, value, args) -> absolute(value),
          "int", NumberFilters::integer,
          "float", NumberFilters::floating,
          "round", NumberFilters::round,
          "filesizeformat", NumberFilters::fileSize);

  private NumberFilters() {}

  private static Object absolute(Object value) {
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    BigInteger integer = Numbers.integer(value);
    if (integer == null) {
      throw value instanceof Undefined undefined
          ? undefined.failure()
          : TemplateException.type("bad operand type for abs(): '" + PythonTypes.name(value) + "'");
    }
    return Values.normal(integer.abs());
  }

  private static Object integer(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("int", "default", "base");
    try {
      return value instanceof CharSequence
          ? Numbers.parseInt(value, bound.integer(1, 10))
          : Numbers.parseInt(value, 10);
    } catch (TemplateException notWhole) {
      if (!notWhole.isConversionFailure()) {
        throw notWhole;
      }
    }
    try {
      return Numbers.truncate(Numbers.parseFloat(value));
    } catch (TemplateException notNumber) {
      return bound.or(0, 0L);
    }
  }

  private static Object floating(Run run, Object value, Args args) {
    try {
      return Numbers.parseFloat(value);
    } catch (TemplateException notNumber) {
      if (!notNumber.isConversionFailure()) {
        throw notNumber;
      }
      return args.bind("float", "default").or(0, 0.0);
    }
  }

  private static Object round(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("round", "precision", "method");
    int precision = bound.integer(0, 0);
    String method = bound.text(1, "common");
    double factor = Math.pow(10, precision);
    return switch (method) {
      case "common" -> common(value, precision);
      case "ceil" -> whole(Math.ceil(number(value) * factor)) / factor;
      case "floor" -> whole(Math.floor(number(value) * factor)) / factor;
      default -> throw TemplateException.runtime("method must be common, ceil or floor");
    };
  }

  /** A whole number has no negative zero, and neither infinity nor NaN is one. */
  private static double whole(double number) {
    if (!Double.isFinite(number)) {
      throw TemplateException.value("cannot convert float " + Repr.of(number) + " to integer");
    }
    return number + 0.0;
  }

  private static double number(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    return Numbers.toDouble(value);
  }

  private static Object common(Object value, int precision) {
    BigInteger integer = Numbers.integer(value);
    if (integer != null) {
      BigDecimal rounded =
          precision >= 0 || precision < -10_000
              ? new BigDecimal(precision >= 0 ? integer : BigInteger.ZERO)
              : new BigDecimal(integer).setScale(precision, RoundingMode.HALF_EVEN);
      return Values.normal(rounded.toBigInteger());
    }
    double number = number(value);
    if (!Double.isFinite(number) || precision > 330) {
      return number;
    }
    return precision < -330
        ? 0.0
        : Math.copySign(
            new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue(),
            number);
  }

  private static Object fileSize(Run run, Object value, Args args) {
    boolean binary = args.bind("filesizeformat", "binary").flag(0, false);
    double bytes = Numbers.parseFloat(value);
    double base = binary ? 1024 : 1000;
    if (bytes == 1) {
      return "1 Byte";
    } else if (bytes < base) {
      return Repr.of(Numbers.truncate(bytes)) + " Bytes";
    }
    String[] units = binary ? BINARY : DECIMAL;
    double unit = base;
    int at = 0;
    while (at < units.length - 1 && bytes >= unit * base) {
      unit *= base;
      at++;
    }
    return FormatSpec.fixed(base * bytes / (unit * base), 1) + " " + units[at];
  }
}
