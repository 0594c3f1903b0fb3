package io.millrace.event;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to one receiver, on one thread at a time, and holds a thread only while there is
 * something to bring.
 *
 * <p>Waking a thread costs a publisher more than a hundred publications do. So a courier that runs
 * out of work looks again a few times before it gives its thread back; a publisher that finds it
 * looking need not wake anybody.
 */
abstract class Courier implements Runnable {
  private static final int LOOKS = 20;
  private static final long BETWEEN_LOOKS_NANOS = 50_000;

  private final AtomicBoolean busy;
  private volatile @Nullable Thread looking;
  private boolean here;
  private boolean helping;

  /**
   * @param busy whether the creator acts as the courier's thread until it calls {@link #free}
   */
  Courier(boolean busy) {
    this.busy = new AtomicBoolean(busy);
  }

  /** Returns whether there is something to bring now. Any thread may ask. */
  abstract boolean hasWork();

  /** Returns whether there never will be anything to bring again. */
  abstract boolean isOver();

  /** Brings what there is. Must not throw; must give up its work when {@link #isHalted} says so. */
  abstract void deliver();

  abstract DeliveryThreads threads();

  /** Asks {@link DeliveryThreads} for a thread. */
  abstract void start();

  /** Says that work was added, when it need not be brought this very instant. */
  final void nudge() {
    if (!busy.get() && hasWork() && busy.compareAndSet(false, true)) {
      start();
    }
  }

  /** Says that somebody waits for the work that was added. */
  final void wake() {
    nudge();
    Thread thread = looking;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Brings what there is on the calling thread, which has other things to do: what is left is for a
   * thread of the bus. Does nothing while somebody else is at it.
   */
  final void help() {
    if (!busy.get() && hasWork() && busy.compareAndSet(false, true)) {
      helping = true;
      deliver();
      helping = false;
      if (!becomesIdle()) {
        start();
      }
    }
  }

  /** Returns whether the thread that brings has other things to do. */
  final boolean isHelping() {
    return helping;
  }

  /** Ends the creator's time as the courier's thread. */
  final void free() {
    busy.set(false);
    nudge();
  }

  /** Returns whether the bus has given up on bringing what was left. */
  final boolean isHalted() {
    return !here && threads().isHalted();
  }

  @Override
  public final void run() {
    do {
      deliver();
    } while (findsMore() || !becomesIdle());
  }

  /** Does on the calling thread what {@link #run} does on one of the bus. */
  final void runHere() {
    here = true;
    do {
      deliver();
    } while (!becomesIdle());
  }

  private boolean findsMore() {
    if (isOver() || isHalted()) {
      return false;
    }
    looking = Thread.currentThread();
    try {
      for (int look = 0; look < LOOKS && !hasWork(); look++) {
        LockSupport.parkNanos(this, BETWEEN_LOOKS_NANOS);
      }
    } finally {
      looking = null;
    }
    return hasWork();
  }

  /** Gives the thread back, unless work came in at the last moment. */
  private boolean becomesIdle() {
    busy.set(false);
    return !hasWork() || !busy.compareAndSet(false, true);
  }
}
