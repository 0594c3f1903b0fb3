package io.millrace.node;

import static java.util.Objects.requireNonNull;

import io.millrace.datasource.DatasourceItem;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the walk that a node is part of.
 *
 * @param runId the {@code workflow_run_id}
 * @param published whether results are stored; a draft run only previews
 * @param knowledgeBaseId the knowledge base that results go to, or {@code null} for a draft run
 * @param documentId the document being made, or {@code null} for a draft run
 * @param item the item being processed, or {@code null} where a graph runs without one
 * @param batch the batch of documents this run makes
 * @since 0.1
 */
public record RunInfo(
    String runId,
    boolean published,
    @Nullable String knowledgeBaseId,
    @Nullable String documentId,
    @Nullable DatasourceItem item,
    String batch) {
  public RunInfo {
    requireNonNull(runId, "runId");
    requireNonNull(batch, "batch");
  }
}
