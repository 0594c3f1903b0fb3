package io.millrace.template.jinjava;

import com.google.common.collect.AbstractIterator;
import java.util.Iterator;
import java.util.function.Function;

/** A Python generator: can be gone through once, has no length. */
final class Lazy implements Iterator<Object> {
  private final Iterator<?> elements;

  Lazy(Iterator<?> elements) {
    this.elements = elements;
  }

  static Lazy map(Iterator<Object> elements, Function<Object, Object> change) {
    return new Lazy(com.google.common.collect.Iterators.transform(elements, change::apply));
  }

  static Lazy filter(Iterator<Object> elements, java.util.function.Predicate<Object> keep) {
    return new Lazy(
        new AbstractIterator<Object>() {
          @Override
          protected @org.jspecify.annotations.Nullable Object computeNext() {
            while (elements.hasNext()) {
              Object element = elements.next();
              if (keep.test(element)) {
                return element;
              }
            }
            return endOfData();
          }
        });
  }

  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public Object next() {
    return Values.in(elements.next());
  }
}
