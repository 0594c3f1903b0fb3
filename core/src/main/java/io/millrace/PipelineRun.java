package io.millrace;

import io.millrace.event.EventStream;
import io.millrace.event.PipelineEvent;
import io.millrace.node.InputSubmission;
import io.millrace.node.PendingInput;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A run under way.
 *
 * @since 0.1
 */
public interface PipelineRun {

  /** Returns the {@code task_id} of its events. */
  String taskId();

  /** Returns the {@code workflow_run_id} of its events. */
  String runId();

  /** Returns the batch of the documents it makes. */
  String batch();

  /**
   * Returns its events, from the first; also after it has ended.
   *
   * @see EventStream
   */
  Flow.Publisher<PipelineEvent> events();

  /**
   * Returns its events from one on, for a subscriber that was cut off.
   *
   * @param sequence the first event wanted, from 1
   */
  Flow.Publisher<PipelineEvent> eventsFrom(long sequence);

  /**
   * Returns what completes when it has ended and the engine's listeners know; never fails, except
   * with what was not expected to go wrong. Cancelling the future does not cancel the run.
   */
  CompletableFuture<RunResult> result();

  /** Returns how far it is. */
  Progress progress();

  /** Returns what it waits for people to answer; empty unless a {@code human-input} node waits. */
  List<PendingInput> pendingInputs();

  /**
   * Answers what a node waits for; the run goes on.
   *
   * @param executionId of the node that waits, from {@link #pendingInputs}
   * @throws InvalidSubmissionException if nothing waits under that id, or the answer is none of
   *     what was asked; the node then goes on waiting
   */
  void resume(String executionId, InputSubmission submission);

  /** Stops it: running nodes are interrupted, its status becomes {@code stopped}. */
  void cancel();

  /**
   * How far a run is.
   *
   * @param known items found so far
   * @param finished items that ended
   * @param failed those that failed
   * @param complete whether all items are found
   */
  record Progress(long known, long finished, long failed, boolean complete) {}
}
