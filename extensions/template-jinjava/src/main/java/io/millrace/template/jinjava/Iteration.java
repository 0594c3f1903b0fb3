package io.millrace.template.jinjava;

import com.google.common.collect.Iterators;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;

/** Python's {@code iter()} and {@code list()}. */
final class Iteration {
  private Iteration() {}

  /**
   * Returns the elements of {@code value}.
   *
   * @throws TemplateException if it has none
   */
  static Iterator<Object> of(Object value) {
    if (value instanceof List<?> list) {
      return Iterators.transform(list.iterator(), Values::in);
    } else if (value instanceof Map<?, ?> map) {
      return Iterators.transform(map.keySet().iterator(), Values::in);
    } else if (value instanceof CharSequence text) {
      return characters(text.toString());
    } else if (value instanceof Lazy lazy) {
      return lazy;
    } else if (value instanceof DictView view) {
      return view.iterator();
    } else if (value instanceof LoopContext loop) {
      return loop.items();
    } else if (value instanceof Undefined) {
      return Collections.emptyIterator();
    }
    throw TemplateException.type("'" + PythonTypes.name(value) + "' object is not iterable");
  }

  /** Returns the elements of what stands right of {@code in}. */
  static Iterator<Object> argument(Object value) {
    if (Numbers.isNumber(value) || value == None.NONE) {
      throw TemplateException.type(
          "argument of type '" + PythonTypes.name(value) + "' is not iterable");
    }
    return of(value);
  }

  private static Iterator<Object> characters(String text) {
    PrimitiveIterator.OfInt codePoints = text.codePoints().iterator();
    return Iterators.transform(codePoints, Character::toString);
  }

  /** Returns the elements in a list of their own. */
  static List<Object> list(Run run, Object value) {
    Iterator<Object> elements = of(value);
    List<Object> list = new ArrayList<>();
    while (elements.hasNext()) {
      run.step();
      list.add(elements.next());
    }
    return list;
  }
}
