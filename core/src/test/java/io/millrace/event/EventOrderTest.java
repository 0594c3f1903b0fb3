package io.millrace.event;

import static io.millrace.event.TestEvents.open;
import static io.millrace.event.TestEvents.publish;
import static io.millrace.event.TestEvents.range;
import static io.millrace.event.TestEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventOrderTest {
  /** In seconds; only so that a defect ends the test: a busy machine has taken half a minute. */
  private static final long LONGEST_WAIT = 120;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everybodySeesOneOrderWhateverManyPublishersDo(long seed) {
    Random random = new Random(seed);
    int publishers = 2 + random.nextInt(6);
    int each = 500 + random.nextInt(1_500);
    EventBusSettings settings = settings(1 << random.nextInt(12), 1_000 * LONGEST_WAIT);
    List<PipelineEvent> told = new ArrayList<>();
    try (EventBus bus = new EventBus(settings)) {
      bus.subscribe(told::add);
      EventStream stream = open(bus, "run");
      List<Recorder> recorders = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        recorders.add(Recorder.greedy());
        stream.subscribe(recorders.get(i));
      }
      publishFromMany(stream, publishers, each);
      stream.complete();
      stream.delivered().orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join();
      long total = (long) publishers * each;
      List<PipelineEvent> first = recorders.get(0).awaitCompletion().events();
      assertThat(recorders.get(0).sequences()).isEqualTo(range(1, total));
      assertThat(recorders.get(1).awaitCompletion().events()).isEqualTo(first);
      assertThat(recorders.get(2).awaitCompletion().events()).isEqualTo(first);
      assertThat(told).isEqualTo(first);
      assertOrderOfEachPublisher(first);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void subscribersThatComeAndGoAtRandomNeverSeeAGap(long seed) {
    Random random = new Random(seed);
    try (EventBus bus = new EventBus(settings(64, 1_000 * LONGEST_WAIT))) {
      EventStream stream = open(bus, "run");
      List<Recorder> staying = new CopyOnWriteArrayList<>();
      CompletableFuture<Void> publishing =
          CompletableFuture.runAsync(() -> publishFromMany(stream, 3, 4_000));
      while (!publishing.isDone()) {
        Recorder recorder = Recorder.greedy();
        stream.from(1 + random.nextInt(12_000)).subscribe(recorder);
        if (random.nextBoolean()) {
          recorder.subscription().cancel();
        } else if (staying.size() < 8) {
          staying.add(recorder);
        } else {
          recorder.subscription().cancel();
        }
      }
      publishing.join();
      stream.complete();
      for (Recorder recorder : staying) {
        List<Long> seen = recorder.sequences();
        if (!seen.isEmpty()) {
          seen = recorder.awaitCompletion().sequences();
          assertThat(seen).isEqualTo(range(seen.get(0), 12_000));
        }
      }
    }
  }

  @Test
  void aHundredRunsAtOnceKeepEachTheirOrder() throws Exception {
    Map<String, List<Long>> told = new ConcurrentHashMap<>();
    ExecutorService runs = Executors.newFixedThreadPool(16);
    try (EventBus bus = new EventBus(settings(128, 1_000 * LONGEST_WAIT))) {
      bus.subscribe(
          event ->
              told.computeIfAbsent(event.header().runId(), id -> new ArrayList<>())
                  .add(event.header().sequence()));
      List<CompletableFuture<Recorder>> results = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        EventStream stream = open(bus, "run-" + i);
        Recorder recorder = Recorder.greedy();
        stream.subscribe(recorder);
        results.add(
            CompletableFuture.supplyAsync(
                () -> {
                  publish(stream, 300);
                  stream.complete();
                  stream.delivered().join();
                  return recorder.awaitCompletion();
                },
                runs));
      }
      for (CompletableFuture<Recorder> result : results) {
        assertThat(result.get(LONGEST_WAIT, TimeUnit.SECONDS).sequences()).isEqualTo(range(1, 300));
      }
      assertThat(told).hasSize(100);
      assertThat(told.values()).allSatisfy(seen -> assertThat(seen).isEqualTo(range(1, 300)));
    } finally {
      runs.shutdownNow();
    }
  }

  private static void publishFromMany(EventStream stream, int publishers, int each) {
    ExecutorService threads = Executors.newFixedThreadPool(publishers);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int p = 0; p < publishers; p++) {
        String name = "p" + p + ":";
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < each; i++) {
                    publish(stream, name + i);
                  }
                },
                threads));
      }
      all.forEach(one -> one.orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertOrderOfEachPublisher(List<PipelineEvent> events) {
    Map<String, Integer> next = new HashMap<>();
    for (PipelineEvent event : events) {
      String[] text = ((PipelineEvent.TextChunk) event).text().split(":", -1);
      int expected = next.getOrDefault(text[0], 0);
      assertThat(Integer.parseInt(text[1])).isEqualTo(expected);
      next.put(text[0], expected + 1);
    }
  }
}
