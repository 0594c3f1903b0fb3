package io.millrace.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is given and fails when two signals overlap. */
final class Recorder implements Flow.Subscriber<PipelineEvent> {
  private final long first;
  private final List<PipelineEvent> events = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  /**
   * @param first how many events to request at once; 0 to wait for the subscription to ask
   */
  Recorder(long first) {
    this.first = first;
  }

  /** Asks for everything. */
  static Recorder greedy() {
    return new Recorder(Long.MAX_VALUE);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.set(given);
    if (first > 0) {
      given.request(first);
    }
  }

  @Override
  public void onNext(PipelineEvent event) {
    if (!busy.compareAndSet(false, true)) {
      end.completeExceptionally(new AssertionError("two signals at once"));
    }
    synchronized (events) {
      events.add(event);
      events.notifyAll();
    }
    busy.set(false);
  }

  @Override
  public void onError(Throwable reason) {
    end.completeExceptionally(reason);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }

  Flow.Subscription subscription() {
    Flow.Subscription given = subscription.get();
    if (given == null) {
      throw new AssertionError("no subscription");
    }
    return given;
  }

  boolean isOver() {
    return end.isDone();
  }

  Recorder awaitCompletion() {
    end.orTimeout(120, TimeUnit.SECONDS).join();
    return this;
  }

  Throwable awaitError() {
    return end.handle((nothing, error) -> error == null ? new AssertionError("completed") : error)
        .orTimeout(120, TimeUnit.SECONDS)
        .join();
  }

  /** Waits until there are {@code count} events. */
  Recorder await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    synchronized (events) {
      while (events.size() < count && System.nanoTime() < deadline) {
        events.wait(1_000);
      }
    }
    return this;
  }

  List<PipelineEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  List<Long> sequences() {
    return events().stream().map(event -> event.header().sequence()).toList();
  }
}
