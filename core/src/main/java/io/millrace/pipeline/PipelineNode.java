package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a pipeline file (spec/03 §2.1).
 *
 * @param id unique in its pipeline
 * @param type such as {@code document-extractor}
 * @param title shown in events; may be empty
 * @param data all settings, as in the file
 * @param container the id of the iteration or loop node it is inside, or {@code null}
 */
public record PipelineNode(
    String id, String type, String title, Map<String, Object> data, @Nullable String container) {
  public PipelineNode {
    requireNonNull(id, "id");
    requireNonNull(type, "type");
    requireNonNull(title, "title");
    requireNonNull(data, "data");
  }
}
