package io.millrace.event.tck;

import io.millrace.event.EventStream;
import io.millrace.event.PipelineEvent;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A run that begins when its first subscriber comes, and is held back by a small buffer. */
public final class LiveStreamVerification extends StreamVerification {
  private static final int BUFFER_SIZE = 32;

  public LiveStreamVerification() {
    super(BUFFER_SIZE);
  }

  @Override
  public Flow.Publisher<PipelineEvent> createFlowPublisher(long elements) {
    EventStream stream = open();
    AtomicBoolean begun = new AtomicBoolean();
    return subscriber -> {
      stream.subscribe(subscriber);
      if (begun.compareAndSet(false, true)) {
        Thread run = new Thread(() -> run(stream, elements), "run");
        run.setDaemon(true);
        run.start();
      }
    };
  }

  private static void run(EventStream stream, long elements) {
    try {
      for (long i = 0; i < elements; i++) {
        publish(stream);
      }
      stream.complete();
    } catch (IllegalStateException closed) {
      if (!String.valueOf(closed.getMessage()).contains("closed")) {
        throw closed;
      }
    }
  }
}
