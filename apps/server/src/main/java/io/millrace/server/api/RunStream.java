package io.millrace.server.api;

import static java.util.Objects.requireNonNull;

import io.millrace.event.EventJson;
import io.millrace.event.PipelineEvent;
import io.millrace.server.http.SseStream;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands a run's events to a client as fast as it takes them (spec/01 §3.7): the next event is asked
 * for only while less than a bufferful waits to be sent.
 */
final class RunStream implements Flow.Subscriber<PipelineEvent> {
  private static final EventJson JSON = new EventJson();

  private final SseStream stream;
  private final Consumer<PipelineEvent.WorkflowFinished> ending;
  private final boolean numbered;
  private final AtomicBoolean paused = new AtomicBoolean();
  private volatile Flow.@Nullable Subscription subscription;

  private RunStream(
      Consumer<PipelineEvent.WorkflowFinished> ending, SseStream stream, boolean numbered) {
    this.ending = ending;
    this.stream = stream;
    this.numbered = numbered;
  }

  /**
   * Sends all events of a publisher.
   *
   * @param ending told the last event before the client is
   * @param numbered whether each event is preceded by its number as the {@code id:} of the frame
   * @param gone called when the client went away before the end
   */
  static void connect(
      Flow.Publisher<PipelineEvent> events,
      Consumer<PipelineEvent.WorkflowFinished> ending,
      SseStream stream,
      boolean numbered,
      Runnable gone) {
    RunStream receiver = new RunStream(ending, stream, numbered);
    stream.keepAlive();
    stream.onDrained(receiver::goOn);
    events.subscribe(receiver);
    stream.onGone(
        () -> {
          requireNonNull(receiver.subscription).cancel();
          gone.run();
        });
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(PipelineEvent event) {
    if (event instanceof PipelineEvent.WorkflowFinished last) {
      ending.accept(last);
    }
    JSON.toLine(event)
        .ifPresent(
            line ->
                stream.send(
                    (numbered ? "id: " + event.header().sequence() + "\n" : "")
                        + "data: "
                        + line
                        + "\n\n"));
    if (stream.isFull()) {
      paused.set(true);
      if (stream.isFull()) {
        return; // goOn() will be called
      }
      if (!paused.compareAndSet(true, false)) {
        return; // it was
      }
    }
    requireNonNull(subscription).request(1);
  }

  private void goOn() {
    if (paused.compareAndSet(true, false)) {
      requireNonNull(subscription).request(1);
    }
  }

  @Override
  public void onError(Throwable problem) {
    stream.abort(problem);
  }

  @Override
  public void onComplete() {
    stream.finish();
  }
}
