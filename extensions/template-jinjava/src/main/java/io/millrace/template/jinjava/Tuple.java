package io.millrace.template.jinjava;

import java.util.AbstractList;
import java.util.List;

/** Python's tuple: a list that cannot change and prints with round brackets. */
final class Tuple extends AbstractList<Object> {
  private final List<Object> elements;
  private final List<String> names;

  private Tuple(List<Object> elements, List<String> names) {
    this.elements = elements;
    this.names = names;
  }

  static Tuple of(Object... elements) {
    return new Tuple(List.of(elements), List.of());
  }

  static Tuple of(List<Object> elements) {
    return new Tuple(List.copyOf(elements), List.of());
  }

  /** Returns a tuple whose first elements can also be read as attributes. */
  static Tuple named(List<String> names, Object... elements) {
    return new Tuple(List.of(elements), names);
  }

  /** Returns the place of the attribute, or -1. */
  int indexOfName(String name) {
    return names.indexOf(name);
  }

  @Override
  public Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
