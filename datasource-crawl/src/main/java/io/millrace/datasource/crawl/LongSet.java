package io.millrace.datasource.crawl;

/** A set of numbers in 8 to 16 bytes each, of a size that is set. Not for several threads. */
final class LongSet {
  private static final int SMALLEST = 1 << 10;

  private final int most;
  private long[] slots = new long[SMALLEST];
  private int size;
  private boolean zero;

  LongSet(int most) {
    this.most = most;
  }

  /** Adds a number; returns whether it was not there. A full set takes no more, and says no. */
  boolean add(long value) {
    if (value == 0) {
      boolean fresh = !zero;
      zero = true;
      return fresh;
    }
    int at = slot(slots, value);
    if (slots[at] == value || size >= most) {
      return false;
    }
    slots[at] = value;
    size++;
    if (size > slots.length / 4 * 3) {
      grow();
    }
    return true;
  }

  boolean contains(long value) {
    return value == 0 ? zero : slots[slot(slots, value)] == value;
  }

  void clear() {
    slots = new long[SMALLEST];
    size = 0;
    zero = false;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long value : slots) {
      if (value != 0) {
        larger[slot(larger, value)] = value;
      }
    }
    slots = larger;
  }

  private static int slot(long[] table, long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & (table.length - 1);
    while (table[at] != 0 && table[at] != value) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }
}
