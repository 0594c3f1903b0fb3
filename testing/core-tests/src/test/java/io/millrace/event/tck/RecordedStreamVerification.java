package io.millrace.event.tck;

import io.millrace.event.EventStream;
import io.millrace.event.PipelineEvent;
import java.util.concurrent.Flow;

/** A run that is over when its subscribers come. */
public final class RecordedStreamVerification extends StreamVerification {
  private static final int BUFFER_SIZE = 20_000;

  public RecordedStreamVerification() {
    super(BUFFER_SIZE);
  }

  @Override
  public long maxElementsFromPublisher() {
    return BUFFER_SIZE;
  }

  @Override
  public Flow.Publisher<PipelineEvent> createFlowPublisher(long elements) {
    EventStream stream = open();
    for (long i = 0; i < elements; i++) {
      publish(stream);
    }
    stream.complete();
    return stream;
  }
}
