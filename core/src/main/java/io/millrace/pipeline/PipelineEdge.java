package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * One edge of a pipeline file (spec/03 §2.2).
 *
 * @param source id of the node it leaves
 * @param sourceHandle the branch it stands for; {@code source} for an ordinary node
 * @param target id of the node it enters
 * @since 0.1
 */
public record PipelineEdge(String source, String sourceHandle, String target) {
  public PipelineEdge {
    requireNonNull(source, "source");
    requireNonNull(sourceHandle, "sourceHandle");
    requireNonNull(target, "target");
  }
}
