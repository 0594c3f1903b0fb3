package io.millrace.engine;

/** How long an item took so far; it stands while a node waits for a person. */
final class RunClock {
  private final long started = System.nanoTime();
  private long stoodStill;
  private long stoppedAt;
  private int waiting;

  /** Begins to wait for a person. */
  synchronized void stop() {
    if (waiting++ == 0) {
      stoppedAt = System.nanoTime();
    }
  }

  /** Ends a wait that {@link #stop} began. */
  synchronized void goOn() {
    if (--waiting == 0) {
      stoodStill += System.nanoTime() - stoppedAt;
    }
  }

  synchronized long elapsed(long nowNanos) {
    long end = waiting > 0 ? Math.min(nowNanos, stoppedAt) : nowNanos;
    return end - started - stoodStill;
  }
}
