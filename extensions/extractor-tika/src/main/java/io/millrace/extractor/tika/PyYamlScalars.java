package io.millrace.extractor.tika;

import io.millrace.python.PythonText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites scalars as PyYAML writes them after it has read them: {@code 010} as {@code 8}. */
final class PyYamlScalars {
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:[Tt]|\\h+)"
              + "([0-9][0-9]?):([0-9]{2}):([0-9]{2})"
              + "(?:\\.([0-9]*))?(?:\\h*(Z|([-+])([0-9][0-9]?)(?::([0-9]{2}))?))?");

  private PyYamlScalars() {}

  static String bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on" -> "true";
      default -> "false";
    };
  }

  static String whole(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    digits = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
    BigInteger value;
    if (digits.startsWith("0b")) {
      value = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0x")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.contains(":")) {
      value = BigInteger.ZERO;
      for (String part : digits.split(":", -1)) {
        value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
      }
    } else {
      value = new BigInteger(digits, digits.length() > 1 && digits.startsWith("0") ? 8 : 10);
    }
    return (negative ? value.negate() : value).toString();
  }

  static String real(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    if (digits.equals(".nan")) {
      return ".nan";
    } else if (digits.endsWith(".inf")) {
      return digits.startsWith("-") ? "-.inf" : ".inf";
    }
    double value = digits.contains(":") ? sexagesimal(digits) : Double.parseDouble(digits);
    String repr = PythonText.repr(value);
    return switch (repr) {
      case "inf" -> ".inf";
      case "-inf" -> "-.inf";
      default -> repr.contains(".") ? repr : repr.replace("e", ".0e");
    };
  }

  private static double sexagesimal(String digits) {
    boolean negative = digits.startsWith("-");
    double value = 0;
    for (String part : digits.replaceFirst("^[-+]", "").split(":", -1)) {
      value = value * 60 + Double.parseDouble(part);
    }
    return negative ? -value : value;
  }

  static String timestamp(String text) {
    Matcher m = DATE_TIME.matcher(text);
    if (!m.matches()) {
      return text; // a date
    }
    String fraction = m.group(7) == null ? "" : (m.group(7) + "000000").substring(0, 6);
    String zone = "";
    if (m.group(8) != null) {
      zone =
          m.group(9) == null
              ? "+00:00"
              : "%s%02d:%s"
                  .formatted(
                      m.group(9),
                      Integer.parseInt(m.group(10)),
                      m.group(11) == null ? "00" : m.group(11));
    }
    return "%s-%02d-%02d %02d:%s:%s%s%s"
        .formatted(
            m.group(1),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)),
            Integer.parseInt(m.group(4)),
            m.group(5),
            m.group(6),
            fraction.isEmpty() || fraction.equals("000000") ? "" : "." + fraction,
            zone);
  }

  static String binary(String text) {
    byte[] bytes = Base64.getMimeDecoder().decode(text);
    return Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
        + "\n";
  }
}
