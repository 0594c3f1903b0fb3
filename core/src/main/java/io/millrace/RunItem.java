package io.millrace;

import io.millrace.datasource.DatasourceItem;
import io.millrace.event.ItemOutcome;
import io.millrace.event.RunStatus;
import io.millrace.knowledge.Document;
import org.jspecify.annotations.Nullable;

/**
 * One item of a run.
 *
 * @param index its place among the run's items, from 0
 * @param error why it cannot be processed, or {@code null}
 * @param document what it makes, or {@code null} in a draft run
 */
record RunItem(
    long index, DatasourceItem item, @Nullable String error, @Nullable Document document) {

  @Nullable String documentId() {
    return document == null ? null : document.id();
  }

  ItemOutcome outcome(RunStatus status, @Nullable String problem) {
    return new ItemOutcome(
        index,
        item.name(),
        item.type().wireName(),
        item.entry(),
        documentId(),
        document == null ? 0 : document.position(),
        status,
        problem);
  }
}
