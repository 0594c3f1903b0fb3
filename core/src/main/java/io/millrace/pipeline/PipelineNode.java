package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a pipeline file (spec/03 §2.1).
 *
 * @param id unique in its pipeline
 * @param type such as {@code document-extractor}; empty when the file names none
 * @param title shown in events; may be empty
 * @param data all settings, as in the file
 * @param container the id of the iteration or loop node it is inside, or {@code null}
 * @since 0.1
 */
public record PipelineNode(
    String id, String type, String title, Map<String, Object> data, @Nullable String container) {
  public PipelineNode {
    requireNonNull(id, "id");
    requireNonNull(type, "type");
    requireNonNull(title, "title");
    requireNonNull(data, "data");
  }

  /** Returns the id of the iteration it is a member of, or {@code null}. */
  public @Nullable String iterationId() {
    return Trees.string(data.get("iteration_id"));
  }

  /** Returns the id of the loop it is a member of, or {@code null}. */
  public @Nullable String loopId() {
    return Trees.string(data.get("loop_id"));
  }

  /** Returns a short form without the settings, which may hold secrets. */
  @Override
  public String toString() {
    return "PipelineNode[" + id + ", " + type + ", '" + title + "']";
  }
}
