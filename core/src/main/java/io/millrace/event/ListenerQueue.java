package io.millrace.event;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that wait for one engine-wide listener, and the courier that tells it.
 *
 * <p>A publisher first reserves a place, without waiting, while it holds its stream's lock, and
 * then fills it: so the events of a run stand in the queue in their order. When there is no place
 * it lets go of that lock and waits in {@link #awaitRoom}.
 */
final class ListenerQueue extends Courier {
  private static final Logger log = LoggerFactory.getLogger(ListenerQueue.class);

  /** Stands in the queue behind the last event of a run. */
  private record EndOfRun(CompletableFuture<Void> told) {}

  private final PipelineListener listener;
  private final EventBusSettings settings;
  private final DeliveryThreads threads;
  private final Queue<Object> entries = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicBoolean gone = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Space room = new Space(lock);
  private final Patience patience;
  private volatile boolean caughtUp;
  private boolean hasThrown;

  ListenerQueue(PipelineListener listener, EventBusSettings settings, DeliveryThreads threads) {
    super(false);
    this.listener = listener;
    this.settings = settings;
    this.threads = threads;
    this.patience = new Patience(settings.subscriberTimeout());
  }

  PipelineListener listener() {
    return listener;
  }

  String name() {
    return listener.getClass().getName();
  }

  /** Returns whether there is an event that the listener has not handled. */
  boolean isBehind() {
    return pending.get() > 0;
  }

  /** Reserves a place for one event, or returns that all are taken. */
  boolean reserve() {
    if (gone.get()) {
      return true;
    }
    int taken = pending.get();
    while (taken < settings.bufferSize()) {
      if (pending.compareAndSet(taken, taken + 1)) {
        return true;
      }
      taken = pending.get();
    }
    return false;
  }

  /** Fills a place that was reserved. */
  void fill(PipelineEvent event) {
    add(event);
  }

  /** Gives back a place that was reserved. */
  void release() {
    pending.decrementAndGet();
  }

  /** Completes when everything that is in the queue now was told, or never will be. */
  CompletableFuture<Void> told() {
    if (!isBehind()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> told = new CompletableFuture<>();
    add(new EndOfRun(told));
    wake();
    return told;
  }

  /** Waits until there may be a place, or cuts the listener off when its time is up. */
  void awaitRoom() {
    boolean timedOut = false;
    wake();
    lock.lock();
    try {
      if (caughtUp && !room.isAwaited()) {
        caughtUp = false;
        patience.restore();
      }
      patience.begin(System.nanoTime());
      while (!timedOut && !gone.get() && pending.get() >= settings.bufferSize()) {
        long left = patience.left(System.nanoTime());
        timedOut = left <= 0;
        if (!timedOut) {
          room.await(left);
        }
      }
    } finally {
      if (!room.isAwaited()) {
        patience.end(System.nanoTime());
      }
      lock.unlock();
    }
    if (timedOut) {
      cutOff();
    }
  }

  /** Ends a listener that was waited for as long as the settings allow. */
  void cutOff() {
    if (stop()) {
      log.error(
          "Listener {} is cut off: it did not keep up within {} (subscriberTimeout) and gets no"
              + " more events. Let it hand slow work to a thread of its own",
          name(),
          settings.subscriberTimeout());
    }
  }

  /** Ends the listener; returns whether it had not ended before. */
  boolean stop() {
    boolean first = gone.compareAndSet(false, true);
    discard();
    room.signal();
    return first;
  }

  @Override
  boolean isOver() {
    return gone.get();
  }

  @Override
  boolean hasWork() {
    return !entries.isEmpty();
  }

  @Override
  DeliveryThreads threads() {
    return threads;
  }

  @Override
  void start() {
    threads.runListener(this);
  }

  @Override
  void deliver() {
    int fewEnough = settings.bufferSize() - Math.max(1, settings.bufferSize() / 4);
    for (int brought = 0; !gone.get() && !isHalted(); brought++) {
      boolean enough = isHelping() && brought == settings.bufferSize();
      Object entry = enough ? null : entries.poll();
      if (entry == null) {
        return;
      }
      if (entry instanceof EndOfRun end) {
        end.told().complete(null);
      } else {
        tell((PipelineEvent) entry);
        int left = pending.decrementAndGet();
        if (left == 0 && !caughtUp) {
          caughtUp = true;
        }
        if (left <= fewEnough && room.isAwaited()) {
          room.signal();
        }
      }
    }
    discard();
  }

  private void tell(PipelineEvent event) {
    try {
      listener.onEvent(event);
    } catch (Throwable e) {
      String type = event.getClass().getSimpleName();
      if (hasThrown) {
        log.warn("Listener {} threw again on {}: {}", name(), type, e.toString());
      } else {
        log.warn("Listener {} threw on {} and goes on with the next event", name(), type, e);
      }
      hasThrown = true;
    }
  }

  private void add(Object entry) {
    entries.add(entry);
    if (gone.get()) {
      discard();
    }
  }

  private void discard() {
    for (Object entry = entries.poll(); entry != null; entry = entries.poll()) {
      if (entry instanceof EndOfRun end) {
        end.told().complete(null);
      }
    }
  }
}
