package io.millrace.event.tck;

import com.google.common.collect.ImmutableList;
import io.millrace.event.EventBus;
import io.millrace.event.EventBusSettings;
import io.millrace.event.EventStream;
import io.millrace.event.PipelineEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/** What the verifications of a stream have in common. Run by {@link EventStreamTckTest}. */
abstract class StreamVerification extends FlowPublisherVerification<PipelineEvent> {
  private static final long SIGNAL_MILLIS = 1_000;
  private static final long SILENCE_MILLIS = 50;

  private final EventBus bus;
  private final int bufferSize;

  StreamVerification(int bufferSize) {
    super(new TestEnvironment(SIGNAL_MILLIS, SILENCE_MILLIS));
    this.bufferSize = bufferSize;
    this.bus = new EventBus(new EventBusSettings(bufferSize, Duration.ofSeconds(10)));
  }

  @AfterClass
  public void closeTheBus() {
    bus.close();
  }

  EventStream open() {
    return bus.open("task", "run", Clock.systemUTC());
  }

  static void publish(EventStream stream) {
    var unused =
        stream.publish(
            null, header -> new PipelineEvent.TextChunk(header, "x", ImmutableList.of()));
  }

  /** Fails because the events that its subscribers want have left the buffer. */
  @Override
  public Flow.Publisher<PipelineEvent> createFailedFlowPublisher() {
    EventStream stream = open();
    for (int i = 0; i <= bufferSize; i++) {
      publish(stream);
    }
    return stream;
  }
}
