package io.millrace.node;

import com.google.common.base.Ascii;
import io.millrace.python.ConversionException;
import io.millrace.python.PythonJson;
import io.millrace.tool.ToolParameter;
import io.millrace.variable.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Casts a tool's argument to its declared type (spec/04 §5). */
final class ToolCasts {
  private static final Set<String> TRUE = Set.of("true", "yes", "y", "1");
  private static final Set<String> FALSE = Set.of("false", "no", "n", "0");

  private ToolCasts() {}

  /**
   * Returns the value as the declared type.
   *
   * @throws IllegalArgumentException if it cannot be; the message says what it was
   */
  static @Nullable Object cast(ToolParameter parameter, @Nullable Object value) {
    return switch (parameter.type()) {
      case STRING, SELECT, SECRET -> value == null ? "" : text(value);
      case BOOLEAN -> bool(value);
      case NUMBER -> number(value);
      case FILE -> file(value);
      case FILES -> value == null || value instanceof List<?> ? value : List.of(value);
      case ARRAY -> array(value);
      case OBJECT -> object(value);
      case ANY -> value;
    };
  }

  private static String text(Object value) {
    return value instanceof String text ? text : Value.of(value).text();
  }

  private static Boolean bool(@Nullable Object value) {
    if (value == null) {
      return false;
    } else if (value instanceof Boolean bool) {
      return bool;
    } else if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    String text = Ascii.toLowerCase(text(value));
    return TRUE.contains(text) || (!FALSE.contains(text) && !text.isEmpty());
  }

  private static @Nullable Number number(@Nullable Object value) {
    if (value == null || value instanceof Number) {
      return (Number) value;
    }
    String text = text(value).strip();
    try {
      if (text.isEmpty()) {
        return null;
      } else if (text.contains(".")) {
        return Double.valueOf(text);
      }
      BigInteger integer = new BigInteger(text);
      return integer.bitLength() < 64 ? (Number) integer.longValue() : integer;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number, but was '" + text + "'", e);
    }
  }

  private static @Nullable Object file(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    if (list.size() > 1) {
      throw new IllegalArgumentException(
          "This parameter only accepts one file but got multiple files while invoking.");
    }
    return list.isEmpty() ? null : list.get(0);
  }

  private static Object array(@Nullable Object value) {
    if (value instanceof List<?>) {
      return value;
    } else if (value instanceof String text) {
      Object parsed = parse(text);
      return parsed instanceof List<?> ? parsed : List.of(text);
    }
    return value == null ? List.of() : List.of(value);
  }

  private static Object object(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return value;
    } else if (value instanceof String text && parse(text) instanceof Map<?, ?> parsed) {
      return parsed;
    }
    return Map.of();
  }

  private static @Nullable Object parse(String text) {
    try {
      return PythonJson.parse(text);
    } catch (ConversionException notJson) {
      return null;
    }
  }
}
