package io.millrace.event;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscriber's view of a run's stream: where it is, how much it asked for, how it ended. */
final class EventSubscription extends Courier implements Flow.Subscription {
  private static final Logger log = LoggerFactory.getLogger(EventSubscription.class);

  private final EventStream stream;
  private final DeliveryThreads threads;
  private final String name;
  private final AtomicLong next;
  private final AtomicLong demand = new AtomicLong();

  /** How long publishers still wait for this one; guarded by the stream's lock. */
  private final Patience patience;

  private volatile Flow.@Nullable Subscriber<? super PipelineEvent> subscriber;
  private volatile @Nullable Throwable failure;

  EventSubscription(
      EventStream stream,
      Flow.Subscriber<? super PipelineEvent> subscriber,
      long sequence,
      EventBusSettings settings,
      DeliveryThreads threads) {
    super(true);
    this.stream = stream;
    this.threads = threads;
    this.name = subscriber.getClass().getName();
    this.next = new AtomicLong(sequence);
    this.patience = new Patience(settings.subscriberTimeout());
    this.subscriber = subscriber;
  }

  /** Hands the subscription over on the calling thread; signals wait until that is done. */
  void begin() {
    Flow.Subscriber<? super PipelineEvent> receiver = subscriber;
    if (receiver != null) {
      try {
        receiver.onSubscribe(this);
      } catch (Throwable e) {
        giveUpOn(e);
      }
    }
    free();
  }

  /** Returns the class of the subscriber. */
  String name() {
    return name;
  }

  /** Returns the sequence of the first event that was not given yet. */
  long next() {
    return next.get();
  }

  Patience patience() {
    return patience;
  }

  /** Ends the subscription with an error, after the signal that is under way. */
  void fail(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  @Override
  public void request(long n) {
    if (n > 0) {
      demand.accumulateAndGet(n, EventSubscription::saturatedSum);
    } else {
      fail(new IllegalArgumentException("request() takes a positive number, was " + n + " (§3.9)"));
    }
    wake();
  }

  @Override
  public void cancel() {
    subscriber = null;
    stream.subscribers().remove(this);
  }

  @Override
  boolean isOver() {
    return subscriber == null;
  }

  @Override
  boolean hasWork() {
    if (subscriber == null) {
      return false;
    }
    boolean ended = stream.hasEnded();
    return failure != null || (next.get() <= stream.ring().last() ? demand.get() > 0 : ended);
  }

  @Override
  DeliveryThreads threads() {
    return threads;
  }

  @Override
  void start() {
    threads.runSubscriber(this);
  }

  @Override
  void deliver() {
    EventRing ring = stream.ring();
    long sequence = next.get();
    while (true) {
      boolean ended = stream.hasEnded();
      boolean caughtUp = sequence > ring.last();
      if (caughtUp && ended) {
        end(failure != null ? failure : stream.endedEarly());
        return;
      }
      boolean idle = caughtUp || demand.get() == 0;
      PipelineEvent event = idle ? null : ring.get(sequence);
      if (failure != null || (isHalted() && !idle)) {
        end(failure != null ? failure : EventStream.busClosed(stream.runId()));
        return;
      }
      Flow.Subscriber<? super PipelineEvent> receiver = subscriber;
      if (receiver == null || event == null) {
        stream.subscribers().tookAll();
        return;
      }
      next.setRelease(++sequence);
      stream.subscribers().tookOne(sequence);
      try {
        receiver.onNext(event);
      } catch (Throwable e) {
        giveUpOn(e);
        return;
      }
      demand.getAndUpdate(left -> left == Long.MAX_VALUE ? left : left - 1);
    }
  }

  /** The last signal: completion, or an error when there is a reason. */
  private void end(@Nullable Throwable reason) {
    Flow.Subscriber<? super PipelineEvent> receiver = subscriber;
    cancel();
    if (receiver == null) {
      return;
    }
    try {
      if (reason == null) {
        receiver.onComplete();
      } else {
        receiver.onError(reason);
      }
    } catch (Throwable e) {
      giveUpOn(e);
    }
  }

  /** A subscriber must not throw (Reactive Streams §2.13); one that does is cancelled. */
  private void giveUpOn(Throwable thrown) {
    log.error(
        "Subscriber {} of run {} threw and is given no more events", name, stream.runId(), thrown);
    cancel();
  }

  private static long saturatedSum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b;
  }
}
