package io.millrace.graph;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a compiled graph: its identity and its settings.
 *
 * @param index its place in {@link WorkflowGraph#nodes()}
 * @param id unique in its graph
 * @param type such as {@code document-extractor}
 * @param title shown in events; may be empty
 * @param data all settings, as in the pipeline file (JSON-like values, unmodifiable)
 * @param container the id of the iteration or loop node it is inside, or {@code null}
 * @since 0.1
 */
public record Node(
    int index,
    String id,
    String type,
    String title,
    Map<String, Object> data,
    @Nullable String container) {

  public Node {
    requireNonNull(id, "id");
    requireNonNull(type, "type");
    requireNonNull(title, "title");
    requireNonNull(data, "data");
  }
}
