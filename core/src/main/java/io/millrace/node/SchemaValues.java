package io.millrace.node;

import com.google.common.base.Splitter;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How JSON Schema compares values and finds parts of itself: 1 is 1.0 and is not true. */
final class SchemaValues {
  private static final Splitter STEPS = Splitter.on('/');

  private SchemaValues() {}

  static boolean equal(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(key(one), key(other));
  }

  /** Returns something that is equal where values are. */
  static @Nullable Object key(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal exact = exact(number);
      return exact == null ? number : exact.stripTrailingZeros();
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> keys = new ArrayList<>();
      list.forEach(item -> keys.add(key(item)));
      return keys;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> keys = new HashMap<>();
      map.forEach((name, member) -> keys.put(name, key(member)));
      return keys;
    }
    return value;
  }

  private static @Nullable BigDecimal exact(Number number) {
    return number instanceof Double floating && !Double.isFinite(floating)
        ? null
        : new BigDecimal(number.toString());
  }

  /** Returns whether a number is a whole number of units, in decimal: 0.3 is three times 0.1. */
  static boolean isMultiple(Number number, Number unit) {
    BigDecimal dividend = exact(number);
    BigDecimal divisor = exact(unit);
    return dividend != null
        && divisor != null
        && divisor.signum() != 0
        && dividend.remainder(divisor).signum() == 0;
  }

  /** Returns what a reference such as {@code #/$defs/line} points to, or null. */
  static @Nullable Object at(Map<?, ?> root, String reference) {
    if (reference.equals("#")) {
      return root;
    } else if (!reference.startsWith("#/")) {
      return null;
    }
    Object found = root;
    for (String step : STEPS.split(decoded(reference.substring(2)))) {
      String name = step.replace("~1", "/").replace("~0", "~");
      if (found instanceof Map<?, ?> map) {
        found = map.get(name);
      } else if (found instanceof List<?> list && name.matches("\\d{1,6}")) {
        int index = Integer.parseInt(name);
        found = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return found;
  }

  private static String decoded(String pointer) {
    try {
      return URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return pointer;
    }
  }
}
