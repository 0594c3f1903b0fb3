package io.millrace.examples;

import static java.util.Objects.requireNonNull;

import io.millrace.event.EventJson;
import io.millrace.event.PipelineEvent;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run's events on in Dify's wire form, one at a time: the run waits for a slow consumer.
 */
final class EventLines implements Flow.Subscriber<PipelineEvent> {
  private final EventJson json = new EventJson();
  private final Consumer<String> lines;
  private Flow.@Nullable Subscription subscription;

  EventLines(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(PipelineEvent event) {
    json.toJson(event).ifPresent(object -> lines.accept(object.toString()));
    requireNonNull(subscription).request(1);
  }

  @Override
  public void onError(Throwable problem) {
    lines.accept("cut off: " + problem.getMessage());
  }

  @Override
  public void onComplete() {
    lines.accept("end");
  }
}
