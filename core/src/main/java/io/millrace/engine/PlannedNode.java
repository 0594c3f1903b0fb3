package io.millrace.engine;

import io.millrace.error.MillraceException;
import io.millrace.graph.Node;
import io.millrace.node.NodeExecutor;
import java.util.Set;

/**
 * A node with everything a walk needs to run it.
 *
 * @param node its identity and settings
 * @param kind how the walk treats it
 * @param executor what runs it; never called for kinds that the walk runs itself
 * @param policy what happens when it fails
 */
record PlannedNode(Node node, Kind kind, NodeExecutor executor, ErrorPolicy policy) {

  private static final Set<String> BRANCH_TYPES =
      Set.of("if-else", "question-classifier", "human-input");
  private static final Set<String> RESPONSE_TYPES = Set.of("end", "answer", "knowledge-index");

  /** How a walk treats a node. */
  enum Kind {
    ORDINARY,
    /** Only edges with the handle it chose are followed. */
    BRANCH,
    /** Its outputs are outputs of the run. */
    RESPONSE,
    ITERATION,
    LOOP,
    /** Ends the loop around it. */
    LOOP_END,
    /** Where the inside of a container begins; runs nothing and shows in no event. */
    START_MARKER;

    static Kind of(String type) {
      if (BRANCH_TYPES.contains(type)) {
        return BRANCH;
      } else if (RESPONSE_TYPES.contains(type)) {
        return RESPONSE;
      }
      return switch (type) {
        case "iteration" -> ITERATION;
        case "loop" -> LOOP;
        case "loop-end" -> LOOP_END;
        case "iteration-start", "loop-start" -> START_MARKER;
        default -> ORDINARY;
      };
    }

    boolean isContainer() {
      return this == ITERATION || this == LOOP;
    }
  }

  /** Returns whose code the node runs, as the end of a sentence; nothing for nodes of our own. */
  String plugin() {
    Object provider = node.data().get("provider_name");
    Object tool = node.data().get("tool_name");
    if (node.type().equals("datasource") && provider != null) {
      return " (datasource '" + provider + "')";
    } else if (node.type().equals("tool") && tool != null) {
      return " (tool '" + tool + "')";
    }
    return foreign() ? " (" + executor.getClass().getName() + ")" : "";
  }

  /** Names the executor that failed in an unexpected way, where it is a plugin's. */
  String blame(Throwable failure) {
    return failure instanceof MillraceException || !foreign()
        ? ""
        : " (%s in %s)"
            .formatted(failure.getClass().getSimpleName(), executor.getClass().getName());
  }

  private boolean foreign() {
    return !executor.getClass().getName().startsWith("io.millrace.node.");
  }

  /** Returns whether only the edges with the result's handle are followed. */
  boolean isBranch() {
    return kind == Kind.BRANCH || policy.branches();
  }

  /** Returns whether an edge with {@code handle} is followed after a result with {@code chosen}. */
  boolean follows(String handle, String chosen) {
    return !isBranch() || handle.equals(chosen);
  }
}
