package io.millrace.event;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The live subscriptions of a run's stream, and how far back the slowest is. What is guarded is
 * guarded by the stream's lock.
 */
final class Subscribers {
  private final String runId;
  private final EventBusSettings settings;
  private final ReentrantLock lock;
  private final Space space;
  private final long freeStep;
  private volatile ImmutableList<EventSubscription> live = ImmutableList.of();

  /** None is further back than this; guarded. */
  private long slowest = Long.MAX_VALUE;

  Subscribers(String runId, EventBusSettings settings, ReentrantLock lock, Space space) {
    this.runId = runId;
    this.settings = settings;
    this.lock = lock;
    this.space = space;
    this.freeStep = Math.max(1, settings.bufferSize() / 4);
  }

  /** Adds one; the caller holds the lock. */
  void add(EventSubscription subscription) {
    live = ImmutableList.<EventSubscription>builder().addAll(live).add(subscription).build();
    slowest = Math.min(slowest, subscription.next());
  }

  /** Forgets one that ended, so that nobody waits for it. */
  void remove(EventSubscription subscription) {
    lock.lock();
    try {
      live =
          live.stream()
              .filter(other -> other != subscription)
              .collect(ImmutableList.toImmutableList());
      slowest = 0;
      space.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Tells all that there is an event. */
  void nudge() {
    for (EventSubscription subscription : live) {
      subscription.nudge();
    }
  }

  /** Tells all that the stream has ended. */
  void wake() {
    for (EventSubscription subscription : live) {
      subscription.wake();
    }
  }

  /** Says that one goes on to {@code sequence}: now and then worth waking publishers. */
  void tookOne(long sequence) {
    if (sequence % freeStep == 0) {
      tookAll();
    }
  }

  /** Says that one has taken what it could. */
  void tookAll() {
    if (space.isAwaited()) {
      space.signal();
    }
  }

  /**
   * Returns for how many nanoseconds to wait because somebody has yet to take the event {@code
   * oldest}, or 0 when nobody has; ends those who were waited for long enough. The caller holds the
   * lock.
   */
  long waitFor(long oldest) {
    if (slowest > oldest) {
      return 0;
    }
    long now = System.nanoTime();
    long wait = Long.MAX_VALUE;
    long min = Long.MAX_VALUE;
    for (EventSubscription subscription : live) {
      long next = subscription.next();
      Patience patience = subscription.patience();
      if (next > oldest) {
        patience.end(now);
        min = Math.min(min, next);
        continue;
      }
      patience.begin(now);
      long left = patience.left(now);
      if (left > 0) {
        wait = Math.min(wait, left);
        min = Math.min(min, next);
        subscription.wake();
      } else {
        subscription.fail(new SlowSubscriberException(subscription.name(), runId, next, settings));
        remove(subscription);
        subscription.wake();
      }
    }
    slowest = min;
    return min <= oldest ? wait : 0;
  }
}
