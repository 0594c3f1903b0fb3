package io.millrace.event;

import java.time.Duration;

/**
 * How much longer others will wait for one slow party. Time runs only between {@link #begin} and
 * {@link #end}, once for all who wait. Guarded by its owner's lock; times are {@link
 * System#nanoTime}.
 */
final class Patience {
  private final long whole;
  private long left;
  private long since;
  private boolean waiting;

  Patience(Duration whole) {
    this.whole = whole.toNanos();
    this.left = this.whole;
  }

  void begin(long now) {
    if (!waiting) {
      waiting = true;
      since = now;
    }
  }

  void end(long now) {
    if (waiting) {
      waiting = false;
      left -= now - since;
    }
  }

  long left(long now) {
    return waiting ? left - (now - since) : left;
  }

  /** Forgives what was waited so far. */
  void restore() {
    left = whole;
  }
}
