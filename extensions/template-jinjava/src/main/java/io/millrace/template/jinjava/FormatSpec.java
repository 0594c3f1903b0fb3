package io.millrace.template.jinjava;

import com.google.common.base.CharMatcher;
import io.millrace.python.PythonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's format specification: {@code [[fill]align][sign][#][0][width][,][.precision][type]}. */
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    String grouping,
    int precision,
    char type) {

  private static final int MAX_PRECISION = 500;
  private static final Pattern SPEC =
      Pattern.compile(
          "(?s)(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?([a-zA-Z%])?");

  static FormatSpec parse(String spec) {
    Matcher matcher = SPEC.matcher(spec);
    if (!matcher.matches()) {
      throw TemplateException.value("Invalid format specifier '" + spec + "'");
    }
    boolean zero = matcher.group(5) != null;
    String fill = matcher.group(1) != null ? matcher.group(1) : zero ? "0" : " ";
    char align = matcher.group(2) != null ? matcher.group(2).charAt(0) : zero ? '=' : '\0';
    return new FormatSpec(
        fill,
        align,
        matcher.group(3) == null ? '-' : matcher.group(3).charAt(0),
        matcher.group(4) != null,
        matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6)),
        matcher.group(7) == null ? "" : matcher.group(7),
        matcher.group(8) == null ? -1 : Integer.parseInt(matcher.group(8)),
        matcher.group(9) == null ? '\0' : matcher.group(9).charAt(0));
  }

  String apply(Run run, Object value) {
    if (value instanceof CharSequence text) {
      return text(run, text.toString());
    } else if (value instanceof Double number) {
      return number(run, number < 0 || 1 / number < 0, floating(number));
    } else if (value instanceof Boolean && isEmpty()) {
      return Texts.str(value);
    }
    BigInteger integer = Numbers.integer(value);
    if (integer != null) {
      boolean asFloat = type != '\0' && "eEfFgG%".indexOf(type) >= 0;
      return number(
          run,
          integer.signum() < 0,
          asFloat ? floating(Numbers.toDouble(value)) : integer(integer.abs()));
    } else if (isEmpty()) {
      return Texts.str(value);
    }
    throw TemplateException.type(
        "unsupported format string passed to " + PythonTypes.name(value) + ".__format__");
  }

  private boolean isEmpty() {
    return width == 0 && type == '\0' && align == '\0' && sign == '-' && precision < 0;
  }

  private String text(Run run, String text) {
    if (type != '\0' && type != 's') {
      throw unknown("str");
    } else if (sign != '-') {
      throw TemplateException.value("Sign not allowed in string format specifier");
    }
    int length = Texts.length(text);
    String cut = precision >= 0 && precision < length ? Texts.part(text, 0, precision) : text;
    return pad(run, "", cut, align == '\0' ? '<' : align);
  }

  private TemplateException unknown(String typeName) {
    return TemplateException.value(
        "Unknown format code '" + type + "' for object of type '" + typeName + "'");
  }

  private String number(Run run, boolean negative, String digits) {
    String signed = negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    return pad(run, signed, digits, align == '\0' ? '>' : align);
  }

  private String integer(BigInteger value) {
    return switch (type) {
      case '\0', 'd', 'n' -> grouped(value.toString());
      case 'x' -> (alternate ? "0x" : "") + value.toString(16);
      case 'X' -> (alternate ? "0X" : "") + value.toString(16).toUpperCase(java.util.Locale.ROOT);
      case 'o' -> (alternate ? "0o" : "") + value.toString(8);
      case 'b' -> (alternate ? "0b" : "") + value.toString(2);
      case 'c' -> Texts.character(value);
      default -> throw unknown("int");
    };
  }

  private String floating(double value) {
    double magnitude = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return PythonText.repr(magnitude);
    }
    int digits = Math.min(precision < 0 ? 6 : precision, MAX_PRECISION);
    return switch (type) {
      case '\0' -> precision < 0 ? grouped(PythonText.repr(magnitude)) : general(magnitude, digits);
      case 'f', 'F' -> grouped(fixed(magnitude, digits));
      case '%' -> grouped(fixed(magnitude * 100, digits)) + "%";
      case 'e' -> scientific(magnitude, digits);
      case 'E' -> scientific(magnitude, digits).toUpperCase(java.util.Locale.ROOT);
      case 'g', 'n' -> grouped(general(magnitude, digits));
      case 'G' -> general(magnitude, digits).toUpperCase(java.util.Locale.ROOT);
      default -> throw unknown("float");
    };
  }

  static String fixed(double value, int digits) {
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  static String scientific(double value, int digits) {
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    String unscaled = rounded.unscaledValue().toString();
    int exponent = value == 0 ? 0 : unscaled.length() - 1 - rounded.scale();
    String padded = (unscaled + "0".repeat(digits + 1)).substring(0, digits + 1);
    String mantissa = digits == 0 ? padded : padded.charAt(0) + "." + padded.substring(1);
    return mantissa + exponent(exponent);
  }

  private static String exponent(int exponent) {
    int size = Math.abs(exponent);
    return "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
  }

  static String general(double value, int digits) {
    int significant = Math.max(1, digits);
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(significant, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - 1 - rounded.scale();
    if (exponent < -4 || exponent >= significant) {
      String unscaled = rounded.unscaledValue().toString();
      String mantissa =
          unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
      return mantissa + exponent(exponent);
    }
    return rounded.toPlainString();
  }

  private String grouped(String digits) {
    if (grouping.isEmpty()) {
      return digits;
    }
    int point = CharMatcher.inRange('0', '9').negate().indexIn(digits);
    String whole = point < 0 ? digits : digits.substring(0, point);
    StringBuilder out = new StringBuilder(whole);
    for (int at = whole.length() - 3; at > 0; at -= 3) {
      out.insert(at, grouping);
    }
    return point < 0 ? out.toString() : out + digits.substring(point);
  }

  private String pad(Run run, String signed, String body, char how) {
    int missing = Math.max(0, width - Texts.length(body) - signed.length());
    int left =
        switch (how) {
          case '<' -> 0;
          case '^' -> missing / 2;
          default -> missing;
        };
    String before = Texts.repeat(run, fill, left);
    String after = Texts.repeat(run, fill, missing - left);
    return how == '=' ? signed + before + body : before + signed + body + after;
  }
}
