package io.millrace.server.api;

import static java.util.Objects.requireNonNull;

import io.millrace.PipelineRun;
import io.millrace.RunResult;
import io.millrace.event.PipelineEvent;
import io.millrace.event.RunStatus;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run that this server started. */
final class ServedRun {
  private final PipelineRun run;
  private final String datasetId;
  private final boolean published;
  private final Instant startedAt;
  private final CompletableFuture<RunResult> recorded = new CompletableFuture<>();
  private volatile @Nullable Ending ending;

  ServedRun(PipelineRun run, String datasetId, boolean published, Instant startedAt) {
    this.run = requireNonNull(run, "run");
    this.datasetId = requireNonNull(datasetId, "datasetId");
    this.published = published;
    this.startedAt = requireNonNull(startedAt, "startedAt");
  }

  PipelineRun run() {
    return run;
  }

  String datasetId() {
    return datasetId;
  }

  boolean published() {
    return published;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** How a run ended. */
  record Ending(RunStatus status, @Nullable String error, Instant at) {}

  /** Returns how it ended, or {@code null} while it is under way. */
  @Nullable Ending ending() {
    return ending;
  }

  /** Returns how it ended, once everybody who asks for the run is told so too. */
  CompletableFuture<RunResult> recorded() {
    return recorded;
  }

  void endsWith(CompletableFuture<RunResult> end) {
    var unused =
        end.whenComplete(
            (how, failure) -> {
              if (failure == null) {
                recorded.complete(how);
              } else {
                recorded.completeExceptionally(failure);
              }
            });
  }

  void ended(RunResult how) {
    ending = new Ending(how.status(), how.error(), how.finishedAt());
  }

  /** The last event comes a moment before the result. */
  void ended(PipelineEvent.WorkflowFinished how) {
    ending = new Ending(how.status(), how.error(), how.header().at());
  }
}
