package io.millrace.template.jinjava;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Java's values become Python's, and which of them are true. */
final class Values {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Values() {}

  /** Returns the engine's form of a value that came from outside. */
  static Object in(@Nullable Object raw) {
    if (raw == null) {
      return None.NONE;
    } else if (raw instanceof Integer integer) {
      return (long) integer;
    } else if (raw instanceof BigInteger big) {
      return normal(big);
    } else if (raw instanceof Float single) {
      return (double) single;
    }
    return raw;
  }

  /** Returns the shortest form of an integer: a Long where it fits. */
  static Object normal(BigInteger value) {
    return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0
        ? (Object) value.longValue()
        : value;
  }

  static boolean truth(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    } else if (value instanceof CharSequence text) {
      return !text.isEmpty();
    } else if (value instanceof Long number) {
      return number != 0;
    } else if (value instanceof Double number) {
      return number != 0;
    } else if (value instanceof Collection<?> collection) {
      return !collection.isEmpty();
    } else if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    } else if (value instanceof DictView view) {
      return !view.map().isEmpty();
    }
    return value != None.NONE && !(value instanceof Undefined);
  }

  /**
   * Returns Python's {@code len(value)}.
   *
   * @throws TemplateException if the value has no length
   */
  static int length(Object value) {
    if (value instanceof CharSequence text) {
      return Texts.length(text.toString());
    } else if (value instanceof List<?> list) {
      return list.size();
    } else if (value instanceof Map<?, ?> map) {
      return map.size();
    } else if (value instanceof DictView view) {
      return view.map().size();
    } else if (value instanceof Undefined) {
      return 0;
    }
    throw TemplateException.type("object of type '" + PythonTypes.name(value) + "' has no len()");
  }
}
