package io.millrace.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One execution of a node: what its start, retries and finish have in common (spec/02 §2).
 *
 * @param id the execution's own id
 * @param nodeId the node in the graph
 * @param nodeType such as {@code tool}
 * @param title shown to people; may be empty
 * @param index its place among the executions of its walk, from 1
 * @param iteration where it is inside an iteration, or {@code null}
 * @param loop where it is inside a loop, or {@code null}
 * @since 0.1
 */
public record NodeExecution(
    String id,
    String nodeId,
    String nodeType,
    String title,
    int index,
    @Nullable Round iteration,
    @Nullable Round loop) {
  public NodeExecution {
    requireNonNull(id, "id");
    requireNonNull(nodeId, "nodeId");
    requireNonNull(nodeType, "nodeType");
    requireNonNull(title, "title");
  }

  /**
   * A round of a container.
   *
   * @param nodeId the iteration or loop node
   * @param index the round, from 0
   */
  public record Round(String nodeId, int index) {}
}
