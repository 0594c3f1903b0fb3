package io.millrace.template.jinjava;

import io.millrace.file.FileRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code value.name}.
 *
 * <p>Nothing here looks at Java classes: a value has the attributes that this engine gives it, so
 * that no template can reach the program it runs in.
 */
final class Attributes {
  private Attributes() {}

  /** Returns the attribute, else the element of that key, else an undefined value. */
  static Object get(Object value, String name) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    Object found = own(value, name);
    if (found == null && value instanceof Map<?, ?>) {
      found = Items.element(value, name);
    }
    return found == null ? Undefined.attribute(value, name) : found;
  }

  /** Returns the attribute or method of the value itself, or {@code null}. */
  static @Nullable Object own(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return DictMethods.get(map, name);
    } else if (value instanceof CharSequence) {
      return StringMethods.get(value, name);
    } else if (value instanceof Tuple tuple && tuple.indexOfName(name) >= 0) {
      return tuple.get(tuple.indexOfName(name));
    } else if (value instanceof List<?> list) {
      return ListMethods.get(list, name);
    } else if (value instanceof HasAttributes object) {
      return object.attribute(name);
    } else if (value instanceof FileRef file) {
      return Files.attribute(file, name);
    } else if (value instanceof Double number && name.equals("is_integer")) {
      return (Function) (run, args) -> number == Math.rint(number) && !number.isInfinite();
    } else if (value instanceof Long number && name.equals("bit_length")) {
      return (Function) (run, args) -> 64L - Long.numberOfLeadingZeros(Math.abs(number));
    }
    return null;
  }
}
