package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an {@code attribute='a.b'} argument reads of an element. */
record AttributePath(List<Object> parts, @Nullable Object fallback) {

  /** Returns the path, or the one that reads the element itself when there is no argument. */
  static AttributePath of(@Nullable Object attribute, @Nullable Object fallback) {
    List<Object> parts = new ArrayList<>();
    if (attribute instanceof CharSequence text) {
      for (String part : text.toString().split("\\.", -1)) {
        parts.add(isDigits(part) ? (Object) Long.parseLong(part) : part);
      }
    } else if (attribute != null) {
      parts.add(attribute);
    }
    return new AttributePath(parts, fallback);
  }

  /** Returns the paths of {@code attribute='a,b'}. */
  static List<AttributePath> many(@Nullable Object attribute) {
    if (!(attribute instanceof CharSequence text) || text.toString().indexOf(',') < 0) {
      return List.of(of(attribute, null));
    }
    List<AttributePath> paths = new ArrayList<>();
    for (String each : text.toString().split(",", -1)) {
      paths.add(of(each, null));
    }
    return paths;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  Object read(Object element) {
    Object value = element;
    for (Object part : parts) {
      value = Items.get(value, part);
      if (value instanceof Undefined && fallback != null) {
        value = fallback;
      }
    }
    return value;
  }

  /** Reads what is compared: texts in lower case unless case matters. */
  Object readKey(Object element, boolean caseSensitive) {
    return caseSensitive ? read(element) : ignoreCase(read(element));
  }

  static Object ignoreCase(Object value) {
    return value instanceof CharSequence text ? text.toString().toLowerCase(Locale.ROOT) : value;
  }
}
