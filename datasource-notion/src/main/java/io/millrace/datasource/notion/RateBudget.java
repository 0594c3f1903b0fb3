package io.millrace.datasource.notion;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets the requests of an integration wait for their time, in order; see {@link Spacing}. */
final class RateBudget {
  private static final Duration LONGEST_QUEUE = Duration.ofMinutes(15);

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final Spacing spacing;

  /**
   * @param perSecond on average, or 0 for no limit
   * @param burst how many may go at once
   */
  RateBudget(double perSecond, int burst) {
    this.spacing = new Spacing(perSecond, burst, System.nanoTime());
  }

  /**
   * Waits until a request may go.
   *
   * @return what to give back to {@link #answered} when it has been answered, or has failed
   * @throws TimeoutException if there were too many before it
   */
  Spacing.Ticket acquire() throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + LONGEST_QUEUE.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = System.nanoTime();
        long wait = spacing.waitAt(now);
        if (wait <= 0) {
          return spacing.send(now);
        } else if (now - end >= 0) {
          throw new TimeoutException("no place for this request within " + LONGEST_QUEUE);
        }
        long unused = changed.awaitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the server has had a request. */
  void answered(Spacing.Ticket ticket) {
    lock.lock();
    try {
      spacing.settle(ticket, System.nanoTime());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets no request go for a while: the server said so. */
  void closeFor(Duration time) {
    lock.lock();
    try {
      spacing.closeUntil(System.nanoTime() + time.toNanos());
    } finally {
      lock.unlock();
    }
  }
}
