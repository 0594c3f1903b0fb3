package io.millrace.node;

import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an executor may touch while it runs: the values of its walk and the way out.
 *
 * @since 0.1
 */
public interface NodeContext {

  /** Returns the values of this walk; shared with parallel branches. */
  VariablePool variables();

  /**
   * Replaces the value of a variable that is not this node's own: one of the conversation or of an
   * enclosing loop. Nodes that run at the same time see it at once.
   */
  default void update(String node, String name, Value value) {
    variables().put(node, name, value);
  }

  /** Returns the id of this node execution, the {@code id} of its events. */
  String executionId();

  /** Returns the run this execution is part of. */
  RunInfo run();

  /** Returns whether the run was cancelled or is out of time; long work should ask now and then. */
  boolean cancelled();

  /** Returns when this execution must have ended, by the system's clock, not by the engine's. */
  Instant deadline();

  /**
   * Shows a piece of an output that is still being made. As in Dify it reaches the run's
   * subscribers only where a response node refers to that output.
   *
   * @param name the output
   */
  default void stream(String name, String piece) {}

  /** Returns whether this execution waited for a person and goes on, answered or not. */
  default boolean resumed() {
    return false;
  }

  /** Returns what a person answered, when this execution waited for it. */
  default Optional<InputSubmission> submission() {
    return Optional.empty();
  }

  /**
   * Adds a sentence to the {@code warnings} of the node's execution metadata, and to the log, where
   * it stands once a run.
   */
  void warn(String sentence);

  /** Returns what nodes of this walk have warned of so far; the first hundred. */
  default List<String> warnings() {
    return List.of();
  }
}
