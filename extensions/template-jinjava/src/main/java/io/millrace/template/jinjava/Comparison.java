package io.millrace.template.jinjava;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's {@code ==}, {@code <} and {@code in}. */
final class Comparison {
  /** Python's order; refuses values that have none. */
  static final Comparator<Object> ORDER = Comparison::compare;

  private Comparison() {}

  static boolean equal(Object a, Object b) {
    if (a == b) {
      return !(a instanceof Double number) || !number.isNaN();
    } else if (a instanceof CharSequence x && b instanceof CharSequence y) {
      return x.toString().equals(y.toString());
    } else if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return equalNumbers(a, b);
    } else if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return equalMaps(x, y);
    } else if (a instanceof List<?> x && b instanceof List<?> y) {
      return PythonTypes.name(a).equals(PythonTypes.name(b)) && equalLists(x, y);
    } else if (a instanceof Undefined) {
      return b instanceof Undefined;
    }
    return a.equals(b);
  }

  private static boolean equalNumbers(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.longValue() == y.longValue();
    } else if (isNaN(a) || isNaN(b)) {
      return false;
    }
    return compareNumbers(a, b) == 0;
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean equalLists(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    Iterator<?> others = b.iterator();
    for (Object element : a) {
      if (!equal(Values.in(element), Values.in(others.next()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      if (!b.containsKey(entry.getKey())
          || !equal(Values.in(entry.getValue()), Values.in(b.get(entry.getKey())))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Compares as Python's {@code <} does.
   *
   * @throws TemplateException if the values have no order
   */
  static int compare(Object a, Object b) {
    return compare("<", a, b);
  }

  static int compare(String operator, Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return compareNumbers(a, b);
    } else if (a instanceof CharSequence x && b instanceof CharSequence y) {
      return compareTexts(x.toString(), y.toString());
    } else if (a instanceof List<?> x
        && b instanceof List<?> y
        && !(a instanceof Range)
        && a instanceof Tuple == b instanceof Tuple) {
      return compareLists(operator, x, y);
    } else if (a instanceof Undefined undefined) {
      throw undefined.failure();
    } else if (b instanceof Undefined undefined) {
      throw undefined.failure();
    }
    throw TemplateException.type(
        "'"
            + operator
            + "' not supported between instances of '"
            + PythonTypes.name(a)
            + "' and '"
            + PythonTypes.name(b)
            + "'");
  }

  private static int compareNumbers(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    BigInteger x = Numbers.integer(a);
    BigInteger y = Numbers.integer(b);
    if (x != null && y != null) {
      return x.compareTo(y);
    }
    double left = x == null ? (Double) a : x.doubleValue();
    double right = y == null ? (Double) b : y.doubleValue();
    if (Double.isNaN(left) || Double.isInfinite(left)) {
      return Double.compare(left, right);
    } else if (Double.isNaN(right) || Double.isInfinite(right)) {
      return Double.compare(left, right);
    }
    BigDecimal exactLeft = x == null ? new BigDecimal((Double) a) : new BigDecimal(x);
    return exactLeft.compareTo(y == null ? new BigDecimal((Double) b) : new BigDecimal(y));
  }

  private static int compareTexts(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates stand for characters beyond every other code unit.
        boolean high = Character.isSurrogate(x);
        return high == Character.isSurrogate(y) ? x - y : high ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  private static int compareLists(String operator, List<?> a, List<?> b) {
    Iterator<?> others = b.iterator();
    for (Object element : a) {
      if (!others.hasNext()) {
        return 1;
      }
      Object x = Values.in(element);
      Object y = Values.in(others.next());
      if (!equal(x, y)) {
        return compare(operator, x, y);
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  /** Returns Python's {@code element in container}. */
  static boolean contains(Run run, Object container, Object element) {
    if (container instanceof CharSequence text) {
      if (element instanceof CharSequence part) {
        return text.toString().contains(part);
      }
      throw element instanceof Undefined undefined
          ? undefined.failure()
          : TemplateException.type(
              "'in <string>' requires string as left operand, not " + PythonTypes.name(element));
    } else if (container instanceof Map<?, ?> map) {
      return Items.containsKey(map, element);
    } else if (container instanceof Range range && element instanceof Long number) {
      boolean inside =
          range.step > 0
              ? number >= range.start && number < range.stop
              : number <= range.start && number > range.stop;
      return inside && (number - range.start) % range.step == 0;
    }
    Iterator<Object> elements = Iteration.argument(container);
    while (elements.hasNext()) {
      run.step();
      if (equal(elements.next(), element)) {
        return true;
      }
    }
    return false;
  }
}
