package io.millrace;

import com.google.common.collect.ImmutableList;
import io.millrace.event.EventHeader;
import io.millrace.event.ItemOutcome;
import io.millrace.event.PipelineEvent;
import io.millrace.event.RunStatus;
import io.millrace.knowledge.KnowledgeBase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param taskId the run's task
 * @param runId the {@code workflow_run_id}
 * @param workflowId the pipeline's workflow
 * @param status succeeded when all items did, failed when none did, stopped when it was cancelled
 *     before any did, else partial-succeeded
 * @param outputs what the pipeline's response nodes gave; in a run of several items, of the last
 *     one that ended
 * @param error why it failed, or {@code null}
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param totals tokens, steps and failed attempts of all items
 * @param batch the batch of the documents it made
 * @param knowledgeBase where they went, or {@code null} for a draft run
 * @param counts items by how they ended
 * @param documents outcomes, failures first, at most 1,000; the store has the rest: {@code
 *     documents(id, PageRequest.of(1, 100).inBatch(batch))}
 * @since 0.1
 */
public record RunResult(
    String taskId,
    String runId,
    String workflowId,
    RunStatus status,
    Map<String, @Nullable Object> outputs,
    @Nullable String error,
    Instant startedAt,
    Instant finishedAt,
    PipelineEvent.Totals totals,
    String batch,
    @Nullable KnowledgeBase knowledgeBase,
    Counts counts,
    ImmutableList<ItemOutcome> documents) {

  /** Returns how long it took. */
  public Duration elapsed() {
    return Duration.between(startedAt, finishedAt);
  }

  /** Returns whether every item succeeded. */
  public boolean succeeded() {
    return status == RunStatus.SUCCEEDED;
  }

  /**
   * Returns the run's last event.
   *
   * @param createdBy who asked for the run, as the wire shows it
   * @param several whether it was a run of several items, whose outcomes the event tells too
   */
  public PipelineEvent.WorkflowFinished lastEvent(
      EventHeader header, Map<String, @Nullable Object> createdBy, boolean several) {
    return new PipelineEvent.WorkflowFinished(
        header,
        workflowId,
        startedAt,
        status,
        outputs,
        error,
        totals,
        createdBy,
        several ? severalItems() : null);
  }

  private PipelineEvent.SeveralItems severalItems() {
    Map<String, @Nullable Object> dataset = new LinkedHashMap<>();
    if (knowledgeBase != null) {
      dataset.putAll(knowledgeBase.toDataset());
    }
    return new PipelineEvent.SeveralItems(batch, dataset, documents, counts.total());
  }

  /**
   * Items by how they ended.
   *
   * @param succeeded without a failed attempt
   * @param partial in the end, after failures that were handled
   * @param failed and left what there was before as it was
   * @param stopped before they could end
   */
  public record Counts(long succeeded, long partial, long failed, long stopped) {
    /** Returns how many items there were. */
    public long total() {
      return succeeded + partial + failed + stopped;
    }
  }
}
