package io.millrace.python;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a plain value counts as true, and when two are equal.
 *
 * @since 0.1
 */
public final class PythonValues {
  private PythonValues() {}

  /**
   * Returns {@code bool(value)}: false for null, false, zero, and an empty string, list or object.
   */
  public static boolean truthy(@Nullable Object value) {
    if (value == null) {
      return false;
    } else if (value instanceof String text) {
      return !text.isEmpty();
    } else if (value instanceof Boolean flag) {
      return flag;
    } else if (value instanceof List<?> list) {
      return !list.isEmpty();
    } else if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    } else if (value instanceof BigInteger whole) {
      return whole.signum() != 0;
    } else if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return true;
  }

  /**
   * Returns {@code left == right}: {@code 1}, {@code 1.0} and {@code true} are equal, {@code "1"}
   * is not.
   *
   * @throws ConversionException if both are nested deeper than 1,000 levels
   */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    return equal(left, right, 0);
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right, int depth) {
    Depth.check(depth);
    if (left == null || right == null) {
      return left == right;
    } else if (PythonNumbers.isNumber(left)) {
      return PythonNumbers.isNumber(right) && PythonNumbers.equal(left, right);
    } else if (left instanceof List<?> list) {
      return right instanceof List<?> other && equalLists(list, other, depth + 1);
    } else if (left instanceof Map<?, ?> map) {
      return right instanceof Map<?, ?> other && equalMaps(map, other, depth + 1);
    }
    return left.equals(right);
  }

  private static boolean equalLists(List<?> left, List<?> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    var others = right.iterator();
    for (Object element : left) {
      if (!equal(element, others.next(), depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (!right.containsKey(entry.getKey())
          || !equal(entry.getValue(), right.get(entry.getKey()), depth)) {
        return false;
      }
    }
    return true;
  }
}
