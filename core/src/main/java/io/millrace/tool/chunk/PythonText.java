package io.millrace.tool.chunk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values in messages as the original writes them, for pipelines that compare those messages. */
final class PythonText {
  private PythonText() {}

  /** Returns {@code str(value)} for a number, a truth value, a text or null. */
  static String str(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return value instanceof Double number ? number(number) : value.toString();
  }

  /** Returns {@code repr(value)}. */
  static String repr(@Nullable Object value) {
    return value instanceof String text ? quote(text) : str(value);
  }

  /** Returns {@code repr} of a list of texts. */
  static String list(Collection<String> texts) {
    return texts.stream().map(PythonText::quote).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Returns what a value is, in a word, without showing it. */
  static String kind(Object value) {
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "a whole number";
    }
    if (value instanceof Double) {
      return "a number with a fraction or out of range";
    }
    return value instanceof Boolean ? "true or false" : "a list, an object or a file";
  }

  private static String number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return Double.toString(number);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return "%s%s%se%s%02d"
        .formatted(
            number < 0 ? "-" : "",
            digits.charAt(0),
            fraction,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }

  private static String quote(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> append(quoted, c, quote));
    return quoted.append(quote).toString();
  }

  private static void append(StringBuilder quoted, int c, char quote) {
    if (c == quote || c == '\\') {
      quoted.append('\\').append((char) c);
    } else if (c == '\n') {
      quoted.append("\\n");
    } else if (c == '\r') {
      quoted.append("\\r");
    } else if (c == '\t') {
      quoted.append("\\t");
    } else if (isPrintable(c)) {
      quoted.appendCodePoint(c);
    } else if (c <= 0xFF) {
      quoted.append("\\x%02x".formatted(c));
    } else {
      quoted.append((c <= 0xFFFF ? "\\u%04x" : "\\U%08x").formatted(c));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
