package io.millrace.datasource.notion;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests an integration may still make: so many a second on average, more at once after
 * a pause, and none while the server asks to wait.
 *
 * <p>The generic cell rate algorithm: a request is due at its place in an even row, and may go
 * early by as much as a burst allows.
 */
final class RateBudget {
  private static final Duration LONGEST_QUEUE = Duration.ofMinutes(15);

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final long interval;
  private final long early;
  private long due = System.nanoTime();
  private long closedUntil = due;

  /**
   * @param perSecond on average, or 0 for no limit
   * @param burst how many may go at once
   */
  RateBudget(double perSecond, int burst) {
    this.interval = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.early = interval * (burst - 1);
  }

  /**
   * Waits until a request may go.
   *
   * @throws TimeoutException if there were too many before it
   */
  void acquire() throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + LONGEST_QUEUE.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = System.nanoTime();
        long wait = Math.max(due - early - now, closedUntil - now);
        if (wait <= 0) {
          due = (due - now > 0 ? due : now) + interval;
          return;
        } else if (now - end >= 0) {
          throw new TimeoutException("no place for this request within " + LONGEST_QUEUE);
        }
        long unused = changed.awaitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets no request go for a while: the server said so. */
  void closeFor(Duration time) {
    lock.lock();
    try {
      long until = System.nanoTime() + time.toNanos();
      if (until - closedUntil > 0) {
        closedUntil = until;
      }
    } finally {
      lock.unlock();
    }
  }
}
