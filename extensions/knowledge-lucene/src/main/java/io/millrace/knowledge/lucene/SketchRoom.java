package io.millrace.knowledge.lucene;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for sketches, taken piece by piece and given back at once. All rooms of the process
 * together take at most an eighth of the heap.
 */
final class SketchRoom {
  /** No array of words is larger. */
  private static final long LARGEST_PIECE = (long) Long.BYTES * (Integer.MAX_VALUE - 8);

  private static final AtomicLong free = new AtomicLong(Runtime.getRuntime().maxMemory() / 8);

  private final AtomicLong taken = new AtomicLong();

  /** Takes so many bytes if there are as many, or says that there are not. */
  boolean take(long bytes) {
    if (bytes > LARGEST_PIECE) {
      return false;
    }
    if (free.addAndGet(-bytes) < 0) {
      free.addAndGet(bytes);
      return false;
    }
    taken.addAndGet(bytes);
    return true;
  }

  long taken() {
    return taken.get();
  }

  void giveBack() {
    free.addAndGet(taken.getAndSet(0));
  }
}
