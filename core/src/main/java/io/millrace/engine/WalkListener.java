package io.millrace.engine;

import io.millrace.event.NodeExecution;
import io.millrace.event.NodeStatus;
import io.millrace.graph.Edge;
import io.millrace.graph.Scope;
import io.millrace.node.InputRequest;
import io.millrace.node.NodeResult;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a walk does, in order, under the walk's lock: implementations must be quick.
 *
 * <p>Everything a run publishes comes from here; edges and variables are only seen by tests.
 */
public interface WalkListener {

  /** Called soon after a {@linkplain WalkContext#lend lent} thread reported, without a lock. */
  default void reported() {}

  default void nodeStarted(NodeExecution node) {}

  default void nodeRetried(
      NodeExecution node, Instant startedAt, NodeResult.Failed failed, int retryIndex) {}

  default void nodeFinished(
      NodeExecution node,
      Instant startedAt,
      NodeStatus status,
      NodeResult result,
      @Nullable String error) {}

  default void containerStarted(
      NodeExecution node, int length, Map<String, @Nullable Object> inputs) {}

  default void containerNext(
      NodeExecution node, int index, @Nullable Map<String, @Nullable Object> before) {}

  default void containerCompleted(
      NodeExecution node, Instant startedAt, NodeStatus status, NodeResult result, int steps) {}

  default void textStreamed(NodeExecution node, Selector selector, String piece) {}

  /** A node waits for a person. */
  default void inputRequested(NodeExecution node, InputRequest request) {}

  /** A node that waited for a person goes on. */
  default void inputReceived(NodeExecution node) {}

  default void edgeTaken(Scope scope, Edge edge) {}

  default void edgeSkipped(Scope scope, Edge edge) {}

  default void variableUpdated(NodeExecution node, Selector selector, Value value) {}
}
