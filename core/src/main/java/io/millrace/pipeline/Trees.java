package io.millrace.pipeline;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trees of plain values: the one shape in which a pipeline keeps what it does not interpret. */
final class Trees {
  /** Deeper than any file that people or programs draw, shallow enough for recursion. */
  static final int MAX_DEPTH = 200;

  private Trees() {}

  /**
   * Returns an immutable copy in which whole numbers are Long or BigInteger and others Double.
   *
   * @throws IllegalArgumentException if a value is of another class, a key is not a string, or the
   *     tree is deeper than {@link #MAX_DEPTH} (which a tree that contains itself is)
   */
  static @Nullable Object freeze(@Nullable Object value) {
    return freeze(value, 0);
  }

  static Map<String, Object> freezeMap(Map<String, ?> map) {
    return asMap(freeze(map, 0));
  }

  private static @Nullable Object freeze(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "A pipeline's values may be nested " + MAX_DEPTH + " deep, no deeper");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
      map.forEach((key, element) -> copy.put(key(key), freeze(element, depth + 1)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Iterable<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(freeze(element, depth + 1)));
      return Collections.unmodifiableList(copy);
    }
    return scalar(value);
  }

  /** Returns a frozen tree with the keys of all its maps in alphabetical order. */
  static Map<String, Object> sorted(Map<String, Object> frozen) {
    return asMap(sortedValue(frozen));
  }

  private static @Nullable Object sortedValue(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      Map<String, Object> sorted = new TreeMap<>();
      asMap(value).forEach((key, element) -> sorted.put(key, sortedValue(element)));
      return Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(sortedValue(element)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }

  private static String key(@Nullable Object key) {
    if (key instanceof String text && isUnicode(text)) {
      return text;
    }
    throw new IllegalArgumentException(
        "Keys of a pipeline's maps are Unicode strings, but was " + key);
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    if (value instanceof String text && !isUnicode(text)) {
      throw new IllegalArgumentException("A text of a pipeline holds half a character");
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    } else if (value instanceof BigInteger big) {
      return number(big);
    } else if (value instanceof Float) {
      return Double.valueOf(value.toString());
    } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException(
        "A pipeline holds strings, numbers, booleans, lists and maps, not "
            + value.getClass().getName());
  }

  /** Returns whether every surrogate has its other half, so that UTF-8 can carry the text. */
  static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  /** Returns a whole number in the smaller of its two classes. */
  static Number number(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  /** Returns {@code value} as a map, or an empty one when it is not a map. */
  @SuppressWarnings("unchecked") // every map in a frozen tree has string keys
  static Map<String, Object> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** Returns {@code value} as a list, or an empty one when it is not a list. */
  static List<?> asList(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static @Nullable String string(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  static String text(@Nullable Object value, String fallback) {
    return value instanceof String text ? text : fallback;
  }

  /** Returns whether {@code value} is a string with something in it. */
  static boolean isText(@Nullable Object value) {
    return value instanceof String text && !text.isBlank();
  }

  /** Returns the strings of a list; what is not a string is left out. */
  static List<String> strings(@Nullable Object value) {
    return asList(value).stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** Returns whether {@code value} is a list of at least two strings. */
  static boolean isSelector(@Nullable Object value) {
    return value instanceof List<?> list
        && list.size() >= 2
        && list.stream().allMatch(String.class::isInstance);
  }
}
