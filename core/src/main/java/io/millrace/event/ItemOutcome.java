package io.millrace.event;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one item of a run ended.
 *
 * @param index its place among the run's items, from 0
 * @param name the document's title
 * @param datasourceType the datasource type's wire name
 * @param entry the item's entry
 * @param documentId the document it made, or {@code null} in a draft run
 * @param position the document's place in its knowledge base, or 0 in a draft run
 * @param status how it ended
 * @param error why it failed, or {@code null}
 * @since 0.1
 */
public record ItemOutcome(
    long index,
    String name,
    String datasourceType,
    Map<String, Object> entry,
    @Nullable String documentId,
    int position,
    RunStatus status,
    @Nullable String error) {
  public ItemOutcome {
    requireNonNull(name, "name");
    requireNonNull(datasourceType, "datasourceType");
    requireNonNull(entry, "entry");
    requireNonNull(status, "status");
  }
}
