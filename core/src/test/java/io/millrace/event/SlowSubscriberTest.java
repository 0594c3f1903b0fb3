package io.millrace.event;

import static io.millrace.event.TestEvents.open;
import static io.millrace.event.TestEvents.publish;
import static io.millrace.event.TestEvents.range;
import static io.millrace.event.TestEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlowSubscriberTest {

  @Test
  void oneWithoutDemandEndsAloneAndTheRunGoesOn() {
    try (EventBus bus = new EventBus(settings(16, 3_000))) {
      EventStream stream = open(bus, "r-9");
      Recorder slow = new Recorder(2);
      Recorder quick = Recorder.greedy();
      stream.subscribe(slow);
      stream.subscribe(quick);
      long before = System.nanoTime();
      publish(stream, 100);
      long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
      stream.complete();
      assertThat(quick.awaitCompletion().sequences()).isEqualTo(range(1, 100));
      assertThat(slow.awaitError())
          .isInstanceOfSatisfying(
              SlowSubscriberException.class, error -> assertThat(error.nextSequence()).isEqualTo(3))
          .hasMessageContaining(Recorder.class.getName())
          .hasMessageContaining("r-9")
          .hasMessageContaining("PT3S");
      assertThat(slow.sequences()).isEqualTo(range(1, 2));
      assertThat(waited).isGreaterThanOrEqualTo(2_990L);
    }
  }

  @Test
  void oneThatHangsInASignalEndsAsSoonAsItReturns() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CompletableFuture<Throwable> error = new CompletableFuture<>();
    try (EventBus bus = new EventBus(settings(16, 3_000))) {
      EventStream stream = open(bus, "run");
      stream.subscribe(new Hanging(hang, error));
      Recorder quick = Recorder.greedy();
      stream.subscribe(quick);
      publish(stream, 100);
      stream.complete();
      assertThat(quick.awaitCompletion().sequences()).isEqualTo(range(1, 100));
      assertThat(error).isNotDone();
      hang.countDown();
      assertThat(error.get(120, TimeUnit.SECONDS)).isInstanceOf(SlowSubscriberException.class);
    }
  }

  @Test
  void oneThatIsSlowButWithinItsTimeIsGivenEverything() {
    try (EventBus bus = new EventBus(settings(2, 120_000))) {
      EventStream stream = open(bus, "run");
      Recorder one = new OneByOne().subscribeTo(stream);
      publish(stream, 2_000);
      stream.complete();
      assertThat(one.awaitCompletion().sequences()).isEqualTo(range(1, 2_000));
    }
  }

  @Test
  void aWaitingPublisherGoesOnWhenTheSlowOneCancels() throws Exception {
    try (EventBus bus = new EventBus(settings(16, 120_000))) {
      EventStream stream = open(bus, "run");
      Recorder slow = new Recorder(0);
      stream.subscribe(slow);
      publish(stream, 16);
      CompletableFuture<Void> next = CompletableFuture.runAsync(() -> publish(stream, 1));
      slow.subscription().cancel();
      next.get(120, TimeUnit.SECONDS);
    }
  }

  @Test
  void anInterruptedPublisherLosesNoEventAndStaysInterrupted() throws Exception {
    try (EventBus bus = new EventBus(settings(16, 3_000))) {
      EventStream stream = open(bus, "run");
      stream.subscribe(new Recorder(0));
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread publisher =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                publish(stream, 22);
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      publisher.start();
      assertThat(interrupted.get(120, TimeUnit.SECONDS)).isTrue();
      Recorder recorder = Recorder.greedy();
      stream.from(7).subscribe(recorder);
      stream.complete();
      assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(7, 22));
    }
  }

  private record Hanging(CountDownLatch hang, CompletableFuture<Throwable> error)
      implements Flow.Subscriber<PipelineEvent> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(PipelineEvent event) {
      try {
        hang.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onError(Throwable reason) {
      error.complete(reason);
    }

    @Override
    public void onComplete() {
      error.completeExceptionally(new AssertionError("completed"));
    }
  }

  /** Requests the next event from another thread when it has one. */
  private static final class OneByOne implements Flow.Subscriber<PipelineEvent> {
    private final Recorder recorder = new Recorder(0);
    private final AtomicReference<Flow.@Nullable Subscription> subscription =
        new AtomicReference<>();

    Recorder subscribeTo(EventStream stream) {
      stream.subscribe(this);
      return recorder;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.set(given);
      recorder.onSubscribe(given);
      given.request(1);
    }

    @Override
    public void onNext(PipelineEvent event) {
      recorder.onNext(event);
      var unused = CompletableFuture.runAsync(() -> recorder.subscription().request(1));
    }

    @Override
    public void onError(Throwable reason) {
      recorder.onError(reason);
    }

    @Override
    public void onComplete() {
      recorder.onComplete();
    }
  }
}
