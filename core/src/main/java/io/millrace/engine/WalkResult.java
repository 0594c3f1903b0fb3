package io.millrace.engine;

import io.millrace.event.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a walk of a scope ended.
 *
 * @param status succeeded, failed or stopped; partial success is the run's matter
 * @param error why, or {@code null} after a success
 * @param errorType the error type of the node that failed it
 */
public record WalkResult(RunStatus status, @Nullable String error, String errorType) {
  static final WalkResult SUCCEEDED = new WalkResult(RunStatus.SUCCEEDED, null, "");

  boolean succeeded() {
    return status == RunStatus.SUCCEEDED;
  }
}
