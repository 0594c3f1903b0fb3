package io.millrace.server.api;

import io.millrace.PipelineRun;
import io.millrace.event.PipelineEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Waits for a run's first event: its documents are registered then. */
final class FirstEvent implements Flow.Subscriber<PipelineEvent> {
  private final CompletableFuture<PipelineEvent.WorkflowStarted> started =
      new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  private FirstEvent() {}

  static CompletableFuture<PipelineEvent.WorkflowStarted> of(PipelineRun run) {
    FirstEvent first = new FirstEvent();
    run.events().subscribe(first);
    return first.started;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(PipelineEvent event) {
    if (subscription != null) {
      subscription.cancel();
    }
    if (event instanceof PipelineEvent.WorkflowStarted first) {
      started.complete(first);
    }
  }

  @Override
  public void onError(Throwable problem) {
    started.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    started.completeExceptionally(new IllegalStateException("The run had no event"));
  }
}
