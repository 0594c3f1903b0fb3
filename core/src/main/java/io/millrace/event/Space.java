package io.millrace.event;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where publishers wait for space in a buffer.
 *
 * <p>Readers take no lock and tell of space only when they see somebody waiting, so a word can be
 * missed: every wait is short, and who waits looks again.
 */
final class Space {
  private static final long LONGEST_WAIT_NANOS = 5_000_000;

  private final ReentrantLock lock;
  private final Condition changed;
  private final AtomicInteger waiters = new AtomicInteger();

  Space(ReentrantLock lock) {
    this.lock = lock;
    this.changed = lock.newCondition();
  }

  /** Returns whether a publisher waits. */
  boolean isAwaited() {
    return waiters.get() > 0;
  }

  /** Waits a moment, at most {@code nanos}; the caller holds the lock, and gets it back. */
  void await(long nanos) {
    waiters.incrementAndGet();
    try {
      boolean unused =
          Uninterruptibles.awaitUninterruptibly(
              changed, Math.min(nanos, LONGEST_WAIT_NANOS), NANOSECONDS);
    } finally {
      waiters.decrementAndGet();
    }
  }

  /** Lets those who wait look again. */
  void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
