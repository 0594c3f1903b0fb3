package io.millrace.event;

import static io.millrace.event.TestEvents.open;
import static io.millrace.event.TestEvents.publish;
import static io.millrace.event.TestEvents.range;
import static io.millrace.event.TestEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
  private final EventBus bus = new EventBus(settings(8, 120_000));
  private final EventStream stream = open(bus, "run");

  @AfterEach
  void closeTheBus() {
    bus.close();
  }

  @Test
  void anEventCarriesItsRunItsPlaceItsTimeAndItsItem() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    EventStream fixed = bus.open("t-1", "r-1", Clock.fixed(now, ZoneOffset.UTC));
    publish(fixed, "first");
    EventHeader.ItemTag item = new EventHeader.ItemTag(3, "doc");
    PipelineEvent second =
        fixed.publish(item, header -> new PipelineEvent.TextChunk(header, "x", ImmutableList.of()));
    assertThat(second.header()).isEqualTo(new EventHeader("t-1", "r-1", 2, now, item));
  }

  @Test
  void aSubscriberIsGivenTheRunFromItsBeginningAndThenWhatHappens() throws Exception {
    publish(stream, 3);
    Recorder recorder = Recorder.greedy();
    stream.subscribe(recorder);
    assertThat(recorder.await(3).sequences()).isEqualTo(range(1, 3));
    publish(stream, 2);
    stream.complete();
    assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(1, 5));
  }

  @Test
  void aLateSubscriberReplaysARunThatIsOver() {
    publish(stream, 5);
    stream.complete();
    Recorder recorder = Recorder.greedy();
    stream.subscribe(recorder);
    assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(1, 5));
  }

  @Test
  void aSubscriberMayBeginAnywhereAlsoAtWhatIsYetToCome() {
    publish(stream, 3);
    Recorder middle = Recorder.greedy();
    Recorder future = Recorder.greedy();
    Recorder never = Recorder.greedy();
    stream.from(2).subscribe(middle);
    stream.from(5).subscribe(future);
    stream.from(50).subscribe(never);
    publish(stream, 3);
    stream.complete();
    assertThat(middle.awaitCompletion().sequences()).isEqualTo(range(2, 6));
    assertThat(future.awaitCompletion().sequences()).isEqualTo(range(5, 6));
    assertThat(never.awaitCompletion().sequences()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> stream.from(0));
  }

  @Test
  void aStreamThatNobodySubscribedToNeverWaitsAndKeepsTheNewest() {
    publish(stream, 1_000);
    Recorder recorder = Recorder.greedy();
    stream.from(993).subscribe(recorder);
    stream.complete();
    assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(993, 1_000));
  }

  @Test
  void whatHasLeftTheBufferIsAnErrorThatSaysWhatIsKeptAndHowToAsk() {
    publish(stream, 20);
    Recorder recorder = new Recorder(0);
    stream.subscribe(recorder);
    assertThat(recorder.awaitError())
        .isInstanceOfSatisfying(
            EventsNotKeptException.class,
            error -> {
              assertThat(error.wanted()).isEqualTo(1);
              assertThat(error.firstKept()).isEqualTo(13);
              assertThat(error.lastKept()).isEqualTo(20);
            })
        .hasMessageContaining("Event 1 of run run is no longer kept")
        .hasMessageContaining("from(13)");
    assertThat(recorder.events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 17, 100})
  void everyBufferSizeKeepsExactlyThatManyEvents(int size) {
    try (EventBus other = new EventBus(settings(size, 120_000))) {
      EventStream sized = open(other, "sized");
      publish(sized, 250);
      sized.complete();
      Recorder recorder = Recorder.greedy();
      sized.from(251 - size).subscribe(recorder);
      assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(251 - size, 250));
      Recorder tooEarly = Recorder.greedy();
      sized.from(250 - size).subscribe(tooEarly);
      assertThat(tooEarly.awaitError()).isInstanceOf(EventsNotKeptException.class);
    }
  }

  @Test
  void noMoreIsGivenThanWasRequested() throws Exception {
    publish(stream, 6);
    Recorder recorder = new Recorder(2);
    Recorder witness = Recorder.greedy();
    stream.subscribe(recorder);
    stream.subscribe(witness);
    witness.await(6);
    assertThat(recorder.await(2).sequences()).isEqualTo(range(1, 2));
    recorder.subscription().request(3);
    assertThat(recorder.await(5).sequences()).isEqualTo(range(1, 5));
    recorder.subscription().request(1);
    stream.complete();
    assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(1, 6));
  }

  @Test
  void completionNeedsNoDemand() {
    Recorder recorder = new Recorder(0);
    stream.subscribe(recorder);
    stream.complete();
    assertThat(recorder.awaitCompletion().events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aRequestThatIsNotPositiveEndsTheSubscription(long n) {
    publish(stream, 3);
    Recorder recorder = new Recorder(0);
    stream.subscribe(recorder);
    recorder.subscription().request(n);
    assertThat(recorder.awaitError())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("§3.9");
  }

  @Test
  void aCancelledSubscriptionGetsNothingMoreAndHoldsNobodyUp() throws Exception {
    Recorder recorder = new Recorder(1);
    stream.subscribe(recorder);
    publish(stream, 1);
    recorder.await(1).subscription().cancel();
    recorder.subscription().request(10);
    publish(stream, 100);
    stream.complete();
    assertThat(recorder.sequences()).isEqualTo(range(1, 1));
    assertThat(recorder.isOver()).isFalse();
  }

  @Test
  void aSubscriberThatThrowsIsCancelledAndTheOthersGoOn() {
    stream.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(PipelineEvent event) {
            throw new AssertionError("on purpose");
          }

          @Override
          public void onError(Throwable error) {}

          @Override
          public void onComplete() {}
        });
    Recorder recorder = Recorder.greedy();
    stream.subscribe(recorder);
    publish(stream, 100);
    stream.complete();
    assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(1, 100));
  }

  @Test
  void aMakerThatThrowsLeavesNoGap() {
    publish(stream, "a");
    assertThatThrownBy(
            () ->
                stream.publish(
                    null,
                    header -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(publish(stream, "b").header().sequence()).isEqualTo(2);
  }

  @Test
  void anEventMustCarryTheHeaderItWasGiven() {
    PipelineEvent old = publish(stream, "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.publish(null, header -> old))
        .withMessageContaining("header");
  }

  @Test
  void nothingIsPublishedAfterTheLastEventNorWhileAnEventIsMade() {
    assertThatIllegalStateException()
        .isThrownBy(() -> stream.publish(null, header -> publish(stream, "nested")));
    stream.complete();
    stream.complete();
    assertThatIllegalStateException()
        .isThrownBy(() -> publish(stream, "late"))
        .withMessageContaining("last event");
  }
}
