package io.millrace.examples.spring;

import io.millrace.event.EventJson;
import io.millrace.event.PipelineEvent;
import java.io.IOException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends the events of a run as server-sent events, each once the one before is on its way. */
final class EventsToBrowser implements Flow.Subscriber<PipelineEvent> {
  private final EventJson json = new EventJson();
  private final SseEmitter emitter;
  private Flow.@Nullable Subscription subscription;

  EventsToBrowser(SseEmitter emitter) {
    this.emitter = emitter;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    emitter.onCompletion(begun::cancel);
    emitter.onError(gone -> begun.cancel());
    begun.request(1);
  }

  @Override
  public void onNext(PipelineEvent event) {
    Flow.Subscription under = subscription;
    if (under == null) {
      return;
    }
    try {
      String line = json.toJson(event).map(Object::toString).orElse("");
      if (!line.isEmpty()) {
        emitter.send(SseEmitter.event().data(line, MediaType.APPLICATION_JSON));
      }
      under.request(1);
    } catch (IOException | IllegalStateException browserHasGone) {
      under.cancel();
    }
  }

  @Override
  public void onError(Throwable failure) {
    emitter.completeWithError(failure);
  }

  @Override
  public void onComplete() {
    emitter.complete();
  }
}
