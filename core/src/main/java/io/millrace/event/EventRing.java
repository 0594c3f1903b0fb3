package io.millrace.event;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest events of a run, found by sequence.
 *
 * <p>One thread at a time adds, under the stream's lock; readers take no lock. A reader that is
 * behind {@link #first} may find a newer event in the place of the one it wanted, so the stream
 * marks a subscription as ended before it lets go of what that subscription has yet to read.
 */
final class EventRing {
  private static final int SMALLEST = 16;

  private final int capacity;
  private volatile AtomicReferenceArray<PipelineEvent> slots;
  private long first = 1;
  private volatile long last;

  EventRing(int capacity) {
    this.capacity = capacity;
    this.slots = new AtomicReferenceArray<>(SMALLEST);
  }

  /** Returns the lowest sequence that is kept. */
  long first() {
    return first;
  }

  /** Returns the highest sequence that was added, or 0. */
  long last() {
    return last;
  }

  /** Returns whether the next event takes the place of the first. */
  boolean isFull() {
    return last - first + 1 == capacity;
  }

  /** Adds the event that follows {@link #last}. */
  void add(PipelineEvent event) {
    long sequence = last + 1;
    if (isFull()) {
      first++;
    } else if (sequence - first == slots.length()) {
      grow();
    }
    slots.setRelease(slot(slots, sequence), event);
    last = sequence;
  }

  /** Returns the event with a sequence between {@link #first} and {@link #last}. */
  PipelineEvent get(long sequence) {
    AtomicReferenceArray<PipelineEvent> current = slots;
    return current.getAcquire(slot(current, sequence));
  }

  /** Most runs are short, and thousands may be open: a ring begins small. */
  private void grow() {
    AtomicReferenceArray<PipelineEvent> old = slots;
    AtomicReferenceArray<PipelineEvent> wider = new AtomicReferenceArray<>(old.length() * 2);
    for (long sequence = first; sequence <= last; sequence++) {
      wider.set(slot(wider, sequence), old.get(slot(old, sequence)));
    }
    slots = wider;
  }

  private static int slot(AtomicReferenceArray<?> slots, long sequence) {
    return (int) sequence & (slots.length() - 1);
  }
}
