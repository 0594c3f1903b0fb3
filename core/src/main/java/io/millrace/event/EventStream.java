package io.millrace.event;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run, in one order for everybody.
 *
 * <p>The stream keeps the newest {@link EventBusSettings#bufferSize()} events. A subscriber is
 * given the run from its first event, or from the one it names, and then goes on with what happens;
 * when its first event is no longer kept it gets an {@link EventsNotKeptException}. An event stays
 * until every subscriber was given it: while one is a whole buffer behind, publishers wait, for
 * each subscriber up to {@link EventBusSettings#subscriberTimeout()} in all; then that subscription
 * alone ends with a {@link SlowSubscriberException}. A stream that nobody subscribed to never
 * waits. After {@link #complete} it stays readable for as long as somebody holds it.
 *
 * <p>{@code onSubscribe} is called on the subscribing thread, all other signals on a thread of the
 * bus, or on the thread that requests once the bus is closed. Follows the Reactive Streams rules. A
 * subscriber that throws is cancelled, with an error in the log.
 *
 * @since 0.1
 */
public final class EventStream implements Flow.Publisher<PipelineEvent> {
  private final EventBus bus;
  private final String taskId;
  private final String runId;
  private final Clock clock;
  private final EventRing ring;
  private final Subscribers subscribers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Space space = new Space(lock);
  private final CompletableFuture<Void> delivered = new CompletableFuture<>();

  private volatile boolean ended;
  private volatile @Nullable EventStreamException endedEarly;

  /** The thread that gives listeners its events itself, by {@link #tellListeners}. */
  private volatile @Nullable Thread helper;

  /** Whether an event is being made; guarded by the lock. */
  private boolean publishing;

  EventStream(EventBus bus, String taskId, String runId, Clock clock) {
    this.bus = bus;
    this.taskId = requireNonNull(taskId, "taskId");
    this.runId = requireNonNull(runId, "runId");
    this.clock = requireNonNull(clock, "clock");
    this.ring = new EventRing(bus.settings().bufferSize());
    this.subscribers = new Subscribers(runId, bus.settings(), lock, space);
  }

  /** Returns the run whose events these are. */
  public String runId() {
    return runId;
  }

  /**
   * Publishes the next event: gives it its sequence and time, and its place in the one order. Any
   * thread may call it. Waits only while a subscriber or listener is a whole buffer behind.
   *
   * @param item the item whose walk the event belongs to, or {@code null} (see {@link EventHeader})
   * @param event makes the event from its header; must be quick and must not publish
   * @return the event
   * @throws IllegalStateException if the stream has ended
   */
  public PipelineEvent publish(
      EventHeader.@Nullable ItemTag item, Function<EventHeader, PipelineEvent> event) {
    ImmutableList<ListenerQueue> listeners;
    PipelineEvent published;
    lock.lock();
    try {
      listeners = makeRoom();
      published = append(item, event, listeners);
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread() != helper) {
      for (ListenerQueue listener : listeners) {
        listener.nudge();
      }
    }
    subscribers.nudge();
    return published;
  }

  /**
   * Makes the calling thread give engine-wide listeners what it publishes: not before it calls
   * {@link #tellListeners}, which it must do soon after it published. Other threads publish as
   * before.
   */
  public void beginHelping() {
    helper = Thread.currentThread();
  }

  /** Ends what {@link #beginHelping} began. */
  public void endHelping() {
    tellListeners();
    helper = null;
  }

  /**
   * Calls engine-wide listeners on this thread, if it {@linkplain #beginHelping helps} and no other
   * is at it; to be called where no lock is held.
   */
  public void tellListeners() {
    if (Thread.currentThread() == helper) {
      for (ListenerQueue listener : bus.listeners()) {
        listener.help();
      }
    }
  }

  /** Says that the last event was published. Does nothing when the stream has ended already. */
  public void complete() {
    tellListeners();
    end(null);
  }

  /**
   * Completes when every engine-wide listener was given the run's last event or was cut off: after
   * {@link #complete}, within {@link EventBusSettings#subscriberTimeout()}. May complete on a
   * thread that a listener needs: hang nothing slow on it.
   */
  public CompletableFuture<Void> delivered() {
    return delivered.copy();
  }

  /** Subscribes from the run's first event on. */
  @Override
  public void subscribe(Flow.Subscriber<? super PipelineEvent> subscriber) {
    subscribe(1, subscriber);
  }

  /**
   * Returns the stream from one event on; subscribers may ask for one that is still to come.
   *
   * @param sequence the first event's sequence, from 1
   * @throws IllegalArgumentException if {@code sequence} is below 1
   */
  public Flow.Publisher<PipelineEvent> from(long sequence) {
    if (sequence < 1) {
      throw new IllegalArgumentException("Sequences begin at 1, was " + sequence);
    }
    return subscriber -> subscribe(sequence, subscriber);
  }

  /** Ends the stream before its last event, because the bus closes. */
  void closeEarly() {
    end(busClosed(runId));
  }

  Subscribers subscribers() {
    return subscribers;
  }

  EventRing ring() {
    return ring;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Returns why the stream ended before its last event, or {@code null} if it did not. */
  @Nullable EventStreamException endedEarly() {
    return endedEarly;
  }

  static EventStreamException busClosed(String runId) {
    return new EventStreamException(
        ("The event bus was closed before all events of run %s were published and delivered."
                + " Close the engine after its runs have ended")
            .formatted(runId));
  }

  private void subscribe(long sequence, Flow.Subscriber<? super PipelineEvent> subscriber) {
    requireNonNull(subscriber, "subscriber");
    EventSubscription subscription =
        new EventSubscription(this, subscriber, sequence, bus.settings(), bus.threads());
    lock.lock();
    try {
      if (sequence < ring.first()) {
        subscription.fail(new EventsNotKeptException(runId, sequence, ring.first(), ring.last()));
      } else {
        subscribers.add(subscription);
      }
    } finally {
      lock.unlock();
    }
    subscription.begin();
  }

  /** Returns the listeners of the next event; there is a place for it with each and in the ring. */
  private ImmutableList<ListenerQueue> makeRoom() {
    while (true) {
      awaitSpace();
      ImmutableList<ListenerQueue> listeners = bus.listeners();
      ListenerQueue full = reserve(listeners);
      if (full == null) {
        return listeners;
      }
      lock.unlock();
      try {
        full.awaitRoom();
      } finally {
        lock.lock();
      }
    }
  }

  private static @Nullable ListenerQueue reserve(ImmutableList<ListenerQueue> listeners) {
    for (int i = 0; i < listeners.size(); i++) {
      if (!listeners.get(i).reserve()) {
        listeners.subList(0, i).forEach(ListenerQueue::release);
        return listeners.get(i);
      }
    }
    return null;
  }

  private PipelineEvent append(
      EventHeader.@Nullable ItemTag item,
      Function<EventHeader, PipelineEvent> event,
      ImmutableList<ListenerQueue> listeners) {
    EventHeader header = new EventHeader(taskId, runId, ring.last() + 1, clock.instant(), item);
    PipelineEvent made;
    publishing = true;
    try {
      made = event.apply(header);
      if (!made.header().equals(header)) {
        throw new IllegalArgumentException("The event must carry the header it was given");
      }
    } catch (Throwable e) {
      listeners.forEach(ListenerQueue::release);
      throw e;
    } finally {
      publishing = false;
    }
    ring.add(made);
    for (ListenerQueue listener : listeners) {
      listener.fill(made);
    }
    return made;
  }

  /** Waits until the oldest event may go, for each subscription as long as its patience lasts. */
  private void awaitSpace() {
    requireOpen();
    while (ring.isFull()) {
      long wait = subscribers.waitFor(ring.first());
      if (wait == 0) {
        return;
      }
      space.await(wait);
      requireOpen();
    }
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException(
          endedEarly == null
              ? "Run %s has published its last event".formatted(runId)
              : "The event bus is closed; run %s can publish no more".formatted(runId));
    }
    if (publishing) {
      throw new IllegalStateException("An event of run %s is being made".formatted(runId));
    }
  }

  private void end(@Nullable EventStreamException early) {
    List<ListenerQueue> listeners;
    List<CompletableFuture<Void>> told = new ArrayList<>();
    lock.lock();
    try {
      if (ended) {
        return;
      }
      endedEarly = early;
      ended = true;
      listeners = bus.listeners();
      for (ListenerQueue listener : listeners) {
        told.add(listener.told());
      }
      space.signal();
    } finally {
      lock.unlock();
    }
    subscribers.wake();
    bus.ended(this);
    completeWhenDelivered(listeners, told);
  }

  private void completeWhenDelivered(
      List<ListenerQueue> listeners, List<CompletableFuture<Void>> told) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new));
    if (!all.isDone()) {
      all.orTimeout(bus.settings().subscriberTimeout().toNanos(), NANOSECONDS);
    }
    var unused =
        all.whenComplete(
            (nothing, timeout) -> {
              for (int i = 0; timeout != null && i < told.size(); i++) {
                if (!told.get(i).isDone()) {
                  listeners.get(i).cutOff();
                }
              }
              delivered.complete(null);
            });
  }
}
