package io.millrace.event;

import static io.millrace.event.TestEvents.open;
import static io.millrace.event.TestEvents.publish;
import static io.millrace.event.TestEvents.range;
import static io.millrace.event.TestEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(600)
class EventBusTest {
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.millrace.event");

  @BeforeEach
  void listenToTheLog() {
    logged.start();
    logger.addAppender(logged);
    logger.setAdditive(false);
  }

  @AfterEach
  void leaveTheLog() {
    logger.detachAppender(logged);
    logger.setAdditive(true);
  }

  @Test
  void aListenerIsToldTheEventsOfAllRunsAndDeliveredSaysWhen() {
    List<PipelineEvent> told = new ArrayList<>();
    try (EventBus bus = new EventBus(EventBusSettings.DEFAULT)) {
      bus.subscribe(told::add);
      for (String run : List.of("a", "b")) {
        EventStream stream = open(bus, run);
        publish(stream, 100);
        assertThat(stream.delivered()).isNotDone();
        stream.complete();
        stream.delivered().join();
      }
      assertThat(told).hasSize(200);
      assertThat(told.get(199).header().runId()).isEqualTo("b");
    }
  }

  @Test
  void withoutListenersEverythingIsDeliveredAtOnce() {
    try (EventBus bus = new EventBus(EventBusSettings.DEFAULT)) {
      EventStream stream = open(bus, "run");
      publish(stream, 1);
      stream.complete();
      assertThat(stream.delivered()).isCompleted();
    }
  }

  @Test
  void aListenerThatThrowsIsLoggedByNameAndGoesOn() {
    AtomicInteger told = new AtomicInteger();
    PipelineListener throwing =
        event -> {
          told.incrementAndGet();
          throw new StackOverflowError("on purpose");
        };
    List<PipelineEvent> others = new ArrayList<>();
    try (EventBus bus = new EventBus(settings(8, 120_000))) {
      bus.subscribe(throwing);
      bus.subscribe(others::add);
      EventStream stream = open(bus, "run");
      publish(stream, 50);
      stream.complete();
      stream.delivered().join();
    }
    assertThat(told).hasValue(50);
    assertThat(others).hasSize(50);
    assertThat(logged.list)
        .hasSize(50)
        .allSatisfy(
            line ->
                assertThat(line.getFormattedMessage())
                    .contains(throwing.getClass().getName())
                    .contains("TextChunk"));
    assertThat(logged.list.get(0).getThrowableProxy()).isNotNull();
  }

  @Test
  void aListenerTakenOffTheBusIsCalledNoMore() throws Exception {
    List<PipelineEvent> told = new ArrayList<>();
    try (EventBus bus = new EventBus(EventBusSettings.DEFAULT)) {
      PipelineListener listener = told::add;
      EventBus.Registration registration = bus.subscribe(listener);
      assertThatIllegalArgumentException().isThrownBy(() -> bus.subscribe(listener));
      EventStream first = open(bus, "first");
      publish(first, 1);
      first.complete();
      first.delivered().join();
      registration.close();
      registration.close();
      EventStream second = open(bus, "second");
      publish(second, 1);
      second.complete();
      second.delivered().join();
      bus.subscribe(listener);
    }
    assertThat(told).hasSize(1);
    assertThat(logged.list).isEmpty();
  }

  @Test
  void noListenerIsCalledByTwoThreadsAtOnce() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger clashes = new AtomicInteger();
    try (EventBus bus = new EventBus(settings(16, 120_000))) {
      bus.subscribe(
          event -> {
            if (inside.incrementAndGet() > 1) {
              clashes.incrementAndGet();
            }
            Thread.onSpinWait();
            inside.decrementAndGet();
          });
      List<EventStream> streams = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        streams.add(open(bus, "run-" + i));
      }
      streams.parallelStream()
          .forEach(
              stream -> {
                publish(stream, 1_000);
                stream.complete();
              });
      streams.forEach(stream -> stream.delivered().join());
    }
    assertThat(clashes).hasValue(0);
  }

  @Nested
  class WhenAListenerHangs {
    private final CountDownLatch hang = new CountDownLatch(1);
    private final PipelineListener hanging =
        event -> {
          try {
            hang.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };

    @AfterEach
    void letGo() {
      hang.countDown();
    }

    @Test
    void othersAndOtherRunsAreUndisturbedWhileItsQueueHasRoom() throws Exception {
      CountDownLatch told = new CountDownLatch(200);
      try (EventBus bus = new EventBus(settings(1_000, 20_000))) {
        bus.subscribe(hanging);
        bus.subscribe(event -> told.countDown());
        EventStream one = open(bus, "one");
        EventStream two = open(bus, "two");
        Recorder recorder = Recorder.greedy();
        two.subscribe(recorder);
        publish(one, 100);
        publish(two, 100);
        two.complete();
        assertThat(told.await(120, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(1, 100));
        hang.countDown();
      }
    }

    @Test
    void itIsCutOffWhenItsQueueStayedFullAndTheRunGoesOn() {
      List<PipelineEvent> others = new ArrayList<>();
      try (EventBus bus = new EventBus(settings(16, 3_000))) {
        bus.subscribe(hanging);
        bus.subscribe(others::add);
        EventStream stream = open(bus, "run");
        publish(stream, 500);
        stream.complete();
        stream.delivered().join();
        assertThat(others).hasSize(500);
        assertThat(errors()).singleElement().asString().contains(hanging.getClass().getName());
        hang.countDown();
      }
    }

    @Test
    void theEndOfARunWaitsForItOnlyAsLongAsTheSettingsAllow() {
      try (EventBus bus = new EventBus(settings(16, 3_000))) {
        bus.subscribe(hanging);
        EventStream stream = open(bus, "run");
        publish(stream, 2);
        stream.complete();
        assertThat(stream.delivered()).succeedsWithin(Duration.ofSeconds(120));
        assertThat(errors()).singleElement().asString().contains(hanging.getClass().getName());
        EventStream next = open(bus, "next");
        publish(next, 2);
        next.complete();
        assertThat(next.delivered()).isCompleted();
        hang.countDown();
      }
    }

    @Test
    void closingTheBusWaitsForItOnlyAsLongAsTheSettingsAllowAndEndsItsThread() throws Exception {
      EventBus bus = new EventBus(settings(16, 3_000));
      bus.subscribe(hanging);
      publish(open(bus, "run"), 2);
      bus.close();
      assertThat(errors())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains(hanging.getClass().getName()));
      assertNoThreads();
    }

    private List<String> errors() {
      return logged.list.stream()
          .filter(line -> line.getLevel() == Level.ERROR)
          .map(ILoggingEvent::getFormattedMessage)
          .toList();
    }
  }

  @Nested
  class WhenItCloses {
    private final List<PipelineEvent> told = new ArrayList<>();
    private final EventBus bus = new EventBus(EventBusSettings.DEFAULT);

    @Test
    void whatIsQueuedIsDeliveredAndNoThreadIsLeft() throws Exception {
      bus.subscribe(told::add);
      EventStream stream = open(bus, "run");
      Recorder recorder = Recorder.greedy();
      stream.subscribe(recorder);
      publish(stream, 5_000);
      bus.close();
      bus.close();
      assertThat(told).hasSize(5_000);
      assertThat(recorder.awaitError())
          .isInstanceOf(EventStreamException.class)
          .hasMessageContaining("closed");
      assertThat(recorder.sequences()).isEqualTo(range(1, 5_000));
      assertNoThreads();
    }

    @Test
    void nothingNewBegins() {
      EventStream stream = open(bus, "run");
      bus.close();
      assertThatIllegalStateException().isThrownBy(() -> bus.subscribe(told::add));
      assertThatIllegalStateException().isThrownBy(() -> open(bus, "late"));
      assertThatIllegalStateException()
          .isThrownBy(() -> publish(stream, 1))
          .withMessageContaining("closed");
    }

    @Test
    void aRunThatWasOverStaysReadable() {
      EventStream stream = open(bus, "run");
      publish(stream, 10);
      stream.complete();
      bus.close();
      Recorder recorder = new Recorder(3);
      stream.subscribe(recorder);
      assertThat(recorder.sequences()).isEqualTo(range(1, 3));
      recorder.subscription().request(Long.MAX_VALUE);
      assertThat(recorder.awaitCompletion().sequences()).isEqualTo(range(1, 10));
    }
  }

  private static void assertNoThreads() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("millrace-events-")) {
        thread.join(120_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }
}
