package io.millrace.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries.
 *
 * @param taskId the run's task, the same for the whole run
 * @param runId the {@code workflow_run_id}
 * @param sequence the event's place in its run, from 1, without gaps
 * @param at when it happened
 * @param item the item whose walk it belongs to, or {@code null} for the run itself and in runs of
 *     one item
 * @since 0.1
 */
public record EventHeader(
    String taskId, String runId, long sequence, Instant at, @Nullable ItemTag item) {
  public EventHeader {
    requireNonNull(taskId, "taskId");
    requireNonNull(runId, "runId");
    requireNonNull(at, "at");
  }

  /**
   * Which item of a run of several an event belongs to.
   *
   * @param index its place among the run's items, from 0
   * @param documentId the document it makes, or {@code null} in a draft run
   */
  public record ItemTag(long index, @Nullable String documentId) {}
}
