package io.millrace.template.jinjava;

import java.util.AbstractList;

/**
 * Python's range: counted, never stored.
 *
 * @see Globals
 */
final class Range extends AbstractList<Object> {
  final long start;
  final long stop;
  final long step;
  private final int size;

  Range(long start, long stop, long step) {
    if (step == 0) {
      throw TemplateException.value("range() arg 3 must not be zero");
    }
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.size = size(start, stop, step);
  }

  private static int size(long start, long stop, long step) {
    boolean empty = step > 0 ? start >= stop : start <= stop;
    if (empty) {
      return 0;
    }
    long span = Math.abs(Math.subtractExact(stop, start));
    long count = (span - 1) / Math.abs(step) + 1;
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  @Override
  public Object get(int index) {
    return start + index * step;
  }

  @Override
  public int size() {
    return size;
  }
}
