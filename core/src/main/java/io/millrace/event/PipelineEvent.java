package io.millrace.event;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. The events of one run come one at a time, in this order:
 *
 * <pre>
 * WorkflowStarted  ( walk of an item )*  WorkflowFinished
 * walk:            ( NodeStarted NodeRetry* NodeFinished | ContainerStarted ( ContainerNext | walk )* ContainerCompleted )*
 *                  ItemFinished
 * </pre>
 *
 * <p>Every start has exactly one finish with the same execution id, also after a failure, a
 * time-out or a stop; walks and branches interleave. Later versions may add event types; ignore the
 * ones you do not know. Maps hold JSON-like values and {@link io.millrace.file.FileRef}s; they are
 * shared and must not be changed.
 *
 * @since 0.1
 */
public sealed interface PipelineEvent {

  /** Returns what every event carries. */
  EventHeader header();

  /**
   * The run was accepted and begins; always the first event.
   *
   * @param inputs the validated inputs and one {@code sys.<name>} key a system variable (spec/02
   *     §2)
   */
  record WorkflowStarted(
      EventHeader header, String workflowId, Map<String, @Nullable Object> inputs)
      implements PipelineEvent {
    public WorkflowStarted {
      requireNonNull(header, "header");
      requireNonNull(workflowId, "workflowId");
      requireNonNull(inputs, "inputs");
    }
  }

  /**
   * A node begins.
   *
   * @param extras such as {@code icon}; usually empty
   */
  record NodeStarted(EventHeader header, NodeExecution node, Map<String, @Nullable Object> extras)
      implements PipelineEvent {
    public NodeStarted {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
    }
  }

  /**
   * An attempt failed, the retry interval has passed, and the next attempt begins.
   *
   * @param startedAt when the node began
   * @param report what the failed attempt left
   * @param retryIndex 1 for the first retry
   */
  record NodeRetry(
      EventHeader header,
      NodeExecution node,
      Instant startedAt,
      NodeReport report,
      String error,
      int retryIndex)
      implements PipelineEvent {
    public NodeRetry {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
    }
  }

  /**
   * A node ended.
   *
   * @param startedAt when it began
   * @param error why it failed, or {@code null}
   */
  record NodeFinished(
      EventHeader header,
      NodeExecution node,
      Instant startedAt,
      NodeStatus status,
      NodeReport report,
      @Nullable String error)
      implements PipelineEvent {
    public NodeFinished {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
      requireNonNull(status, "status");
    }
  }

  /**
   * An iteration or loop node begins.
   *
   * @param length items of an iteration, {@code loop_count} of a loop
   */
  record ContainerStarted(
      EventHeader header, NodeExecution node, int length, Map<String, @Nullable Object> inputs)
      implements PipelineEvent {
    public ContainerStarted {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
    }
  }

  /**
   * A round of an iteration or loop begins; a loop sends none for round 0.
   *
   * @param index the round, from 0
   */
  record ContainerNext(EventHeader header, NodeExecution node, int index) implements PipelineEvent {
    public ContainerNext {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
    }
  }

  /**
   * An iteration or loop node ended.
   *
   * @param steps items of an iteration, rounds of a loop
   */
  record ContainerCompleted(
      EventHeader header,
      NodeExecution node,
      Instant startedAt,
      NodeStatus status,
      NodeReport report,
      @Nullable String error,
      int steps)
      implements PipelineEvent {
    public ContainerCompleted {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
      requireNonNull(status, "status");
    }
  }

  /** A piece of text that streams out of a node. */
  record TextChunk(EventHeader header, String text, ImmutableList<String> selector)
      implements PipelineEvent {
    public TextChunk {
      requireNonNull(header, "header");
      requireNonNull(text, "text");
      requireNonNull(selector, "selector");
    }
  }

  /**
   * A node waits for a person; the run goes on where it can. Its stream stays open: what follows an
   * answer begins with {@link WorkflowResumed}.
   *
   * @param node what waits; its execution id is the {@code session_id} of the wire form
   * @param startedAt when the run began
   * @param outputs what response nodes of the item gave so far
   * @param totals what the item took so far
   */
  record WorkflowPaused(
      EventHeader header,
      NodeExecution node,
      Instant startedAt,
      Map<String, @Nullable Object> outputs,
      Totals totals)
      implements PipelineEvent {
    public WorkflowPaused {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
    }
  }

  /**
   * A node that waited for a person goes on, answered or because its time was up.
   *
   * @param inputs as in {@link WorkflowStarted}
   */
  record WorkflowResumed(
      EventHeader header,
      NodeExecution node,
      String workflowId,
      Map<String, @Nullable Object> inputs)
      implements PipelineEvent {
    public WorkflowResumed {
      requireNonNull(header, "header");
      requireNonNull(node, "node");
    }
  }

  /**
   * One item of a run came to its end. Has no documented wire form, so a stream of JSON leaves it
   * out; listeners and subscribers in the program get it.
   *
   * @param outcome how it ended
   */
  record ItemFinished(EventHeader header, ItemOutcome outcome) implements PipelineEvent {
    public ItemFinished {
      requireNonNull(header, "header");
      requireNonNull(outcome, "outcome");
    }
  }

  /**
   * The run ended; always the last event.
   *
   * @param workflowId as in {@link WorkflowStarted}
   * @param startedAt when the run began
   * @param outputs what the pipeline's response nodes gave (spec/02 §2)
   * @param error why it failed, or {@code null}
   * @param totals what it took
   * @param createdBy who asked for it, as the wire shows it
   * @param several what a run of several items adds, or {@code null} for a run of one
   */
  record WorkflowFinished(
      EventHeader header,
      String workflowId,
      Instant startedAt,
      RunStatus status,
      Map<String, @Nullable Object> outputs,
      @Nullable String error,
      Totals totals,
      Map<String, @Nullable Object> createdBy,
      @Nullable SeveralItems several)
      implements PipelineEvent {
    public WorkflowFinished {
      requireNonNull(header, "header");
      requireNonNull(status, "status");
    }
  }

  /**
   * What a node shows of itself (spec/02 §2, {@code node_finished}).
   *
   * @param inputs what it took, or {@code null} when it gave none
   * @param processData what it did
   * @param outputs what it gave
   * @param metadata {@code execution_metadata}; empty shows as {@code null}
   */
  record NodeReport(
      @Nullable Map<String, @Nullable Object> inputs,
      Map<String, @Nullable Object> processData,
      Map<String, @Nullable Object> outputs,
      Map<String, @Nullable Object> metadata) {}

  /**
   * What a run took.
   *
   * @param tokens of all models
   * @param steps node starts, retries included
   * @param exceptions failed attempts
   */
  record Totals(long tokens, long steps, int exceptions) {}

  /**
   * What a run of several items adds to its last event.
   *
   * @param batch the run's batch
   * @param dataset {@code id}, {@code name}, {@code description}, {@code chunk_structure}; empty in
   *     a draft run
   * @param documents outcomes, failures first, at most 1,000
   * @param total how many items there were
   */
  record SeveralItems(
      String batch,
      Map<String, @Nullable Object> dataset,
      List<ItemOutcome> documents,
      long total) {}
}
