package io.millrace.template.jinjava;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code value[key]}. */
final class Items {

  /** The key of a slice; absent parts are None. */
  record Slice(Object start, Object stop, Object step) {}

  private Items() {}

  /** Returns the element, else the attribute of that name, else an undefined value. */
  static Object get(Object value, Object key) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    Object element = element(value, key);
    if (element == null && key instanceof CharSequence name) {
      element = Attributes.own(value, name.toString());
    }
    return element == null ? Undefined.element(value, key) : element;
  }

  /** Returns the element, or {@code null} when there is none. */
  static @Nullable Object element(Object value, Object key) {
    if (key instanceof Slice slice) {
      return slice(value, slice);
    } else if (value instanceof Map<?, ?> map) {
      return isUnhashable(key) ? null : entry(map, key);
    } else if (value instanceof List<?> list) {
      Integer at = place(key, list.size());
      return at == null ? null : Values.in(list.get(at));
    } else if (value instanceof CharSequence text) {
      Integer at = place(key, Texts.length(text.toString()));
      return at == null ? null : Texts.like(value, Texts.part(text.toString(), at, at + 1));
    }
    return null;
  }

  private static @Nullable Integer place(Object key, int size) {
    BigInteger integer = Numbers.integer(key);
    if (integer == null) {
      return null;
    }
    long at = Numbers.saturated(integer);
    long place = at < 0 ? at + size : at;
    return place >= 0 && place < size ? (int) place : null;
  }

  private static @Nullable Object entry(Map<?, ?> map, Object key) {
    Object plain = plainKey(key);
    Object found = map.get(plain);
    if (found != null) {
      return Values.in(found);
    }
    return map.containsKey(plain) ? None.NONE : null;
  }

  static boolean containsKey(Map<?, ?> map, Object key) {
    return map.containsKey(plainKey(key));
  }

  /**
   * Returns the key as dicts keep it: numbers that are equal are one key.
   *
   * @throws TemplateException if the value cannot be a key
   */
  static Object plainKey(Object key) {
    if (key instanceof Markup markup) {
      return markup.text();
    } else if (key instanceof Double number && number == Math.rint(number)) {
      return Math.abs(number) < 9e15 ? (Object) number.longValue() : number;
    } else if (isUnhashable(key)) {
      throw TemplateException.type("unhashable type: '" + PythonTypes.name(key) + "'");
    }
    return key;
  }

  private static boolean isUnhashable(Object key) {
    if (key instanceof Tuple tuple) {
      return tuple.stream().anyMatch(Items::isUnhashable);
    }
    return key instanceof Map || (key instanceof List && !(key instanceof Range));
  }

  private static Object slice(Object value, Slice slice) {
    if (value instanceof CharSequence text) {
      return Texts.like(value, slicedText(text.toString(), slice));
    } else if (value instanceof List<?> list) {
      List<Object> part = new ArrayList<>();
      places(slice, list.size()).forEach(at -> part.add(Values.in(list.get(at))));
      return value instanceof Tuple ? Tuple.of(part) : part;
    }
    throw TemplateException.type("'" + PythonTypes.name(value) + "' object cannot be sliced");
  }

  private static String slicedText(String text, Slice slice) {
    int[] codePoints = text.codePoints().toArray();
    StringBuilder part = new StringBuilder();
    places(slice, codePoints.length).forEach(at -> part.appendCodePoint(codePoints[at]));
    return part.toString();
  }

  private static java.util.stream.IntStream places(Slice slice, int size) {
    long step = slice.step() == None.NONE ? 1 : bound(slice.step());
    if (step == 0) {
      throw TemplateException.value("slice step cannot be zero");
    }
    boolean up = step > 0;
    long start = clip(slice.start(), size, up, up ? 0 : size - 1);
    long stop = clip(slice.stop(), size, up, up ? size : -1);
    java.util.stream.LongStream all =
        java.util.stream.LongStream.iterate(
            start, at -> up ? at < stop : at > stop, at -> at + step);
    return all.mapToInt(at -> (int) at);
  }

  private static long bound(Object value) {
    BigInteger integer = Numbers.integer(value);
    if (integer == null) {
      throw value instanceof Undefined undefined
          ? undefined.failure()
          : TemplateException.type(
              "slice indices must be integers or None or have an __index__ method");
    }
    return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Numbers.saturated(integer)));
  }

  private static long clip(Object value, int size, boolean up, long absent) {
    if (value == None.NONE) {
      return absent;
    }
    long at = bound(value);
    long place = at < 0 ? at + size : at;
    return up ? Math.max(0, Math.min(size, place)) : Math.max(-1, Math.min(size - 1L, place));
  }
}
