package io.millrace.extractor.tika;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as Python's {@code json} does, because its places of errors and its numbers are what a
 * pipeline's author sees: {@code NaN} is a number, the last of two equal keys wins, whole numbers
 * have no limit, and an error names line and column from 1.
 */
final class JsonReader {
  private static final Pattern NUMBER =
      Pattern.compile("(-?(?:0|[1-9][0-9]*))(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final int DEEPEST = 990;

  private final String text;
  private final Matcher number;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
    this.number = NUMBER.matcher(text);
  }

  /**
   * Returns the value as String, BigInteger, Double, Boolean, List, Map or {@code null}.
   *
   * @throws SyntaxFlaw if the text is not JSON
   */
  static @Nullable Object read(String text) {
    JsonReader reader = new JsonReader(text);
    reader.skipBlank();
    Object value = reader.value();
    reader.skipBlank();
    if (reader.at < text.length()) {
      throw reader.flaw("Extra data", reader.at);
    }
    return value;
  }

  private @Nullable Object value() {
    char next = peek();
    if (next == '"') {
      return string();
    } else if (next == '{' || next == '[') {
      if (++depth > DEEPEST) {
        throw flaw("More than %d levels".formatted(DEEPEST), at);
      }
      Object container = next == '{' ? object() : array();
      depth--;
      return container;
    }
    return scalar();
  }

  private @Nullable Object scalar() {
    if (number.region(at, text.length()).lookingAt()) {
      at = number.end();
      return number.group(2) == null && number.group(3) == null
          ? new BigInteger(number.group(1))
          : (Object) Double.valueOf(number.group());
    } else if (take("null")) {
      return null;
    } else if (take("true")) {
      return true;
    } else if (take("false")) {
      return false;
    } else if (take("NaN")) {
      return Double.NaN;
    } else if (take("Infinity")) {
      return Double.POSITIVE_INFINITY;
    } else if (take("-Infinity")) {
      return Double.NEGATIVE_INFINITY;
    }
    throw flaw("Expecting value", at);
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    skipBlank();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      if (peek() != '"') {
        throw flaw("Expecting property name enclosed in double quotes", at);
      }
      String key = string();
      skipBlank();
      if (peek() != ':') {
        throw flaw("Expecting ':' delimiter", at);
      }
      at++;
      skipBlank();
      members.put(key, value());
      skipBlank();
      if (closesOrContinues('}')) {
        return members;
      }
    }
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    skipBlank();
    if (peek() == ']') {
      at++;
      return elements;
    }
    while (true) {
      elements.add(value());
      skipBlank();
      if (closesOrContinues(']')) {
        return elements;
      }
    }
  }

  private boolean closesOrContinues(char close) {
    char next = peek();
    if (next == close) {
      at++;
      return true;
    } else if (next != ',') {
      throw flaw("Expecting ',' delimiter", at);
    }
    at++;
    skipBlank();
    return false;
  }

  private String string() {
    int begin = at++;
    StringBuilder value = new StringBuilder();
    while (true) {
      if (at >= text.length()) {
        throw flaw("Unterminated string starting at", begin);
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      } else if (c == '\\') {
        value.append(escape(begin));
      } else if (c < ' ') {
        throw flaw("Invalid control character at", at - 1);
      } else {
        value.append(c);
      }
    }
  }

  private char escape(int begin) {
    if (at >= text.length()) {
      throw flaw("Unterminated string starting at", begin);
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw flaw("Invalid \\escape", at - 2);
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at + i < text.length() ? hex(text.charAt(at + i)) : -1;
      if (digit < 0) {
        throw flaw("Invalid \\uXXXX escape", at);
      }
      code = code << 4 | digit;
    }
    at += 4;
    return (char) code;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private boolean take(String word) {
    boolean there = text.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlank() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private SyntaxFlaw flaw(String message, int position) {
    int line = 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    int column = 1 + text.codePointCount(lineStart, position);
    return new SyntaxFlaw(
        "%s: line %d column %d".formatted(message, line, column), line, column, null);
  }
}
