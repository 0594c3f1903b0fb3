package io.millrace.server.api;

import static java.util.Objects.requireNonNull;

import io.millrace.PipelineRun;
import io.millrace.RunResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run that this server started. */
final class ServedRun {
  private final PipelineRun run;
  private final String datasetId;
  private final boolean published;
  private final Instant startedAt;
  private volatile @Nullable RunResult result;

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

  /** Returns how it ended, or {@code null} while it is under way. */
  @Nullable RunResult result() {
    return result;
  }

  void ended(RunResult how) {
    this.result = how;
  }
}
