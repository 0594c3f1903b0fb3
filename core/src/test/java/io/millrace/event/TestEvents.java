package io.millrace.event;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Small events and settings for tests of the bus. */
final class TestEvents {
  private TestEvents() {}

  static EventBusSettings settings(int bufferSize, long timeoutMillis) {
    return new EventBusSettings(bufferSize, Duration.ofMillis(timeoutMillis));
  }

  static EventStream open(EventBus bus, String runId) {
    return bus.open("task", runId, Clock.systemUTC());
  }

  static PipelineEvent publish(EventStream stream, String text) {
    return stream.publish(
        null, header -> new PipelineEvent.TextChunk(header, text, ImmutableList.of()));
  }

  static void publish(EventStream stream, int count) {
    for (int i = 0; i < count; i++) {
      publish(stream, "x");
    }
  }

  static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
