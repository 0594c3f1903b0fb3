package io.millrace.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a random graph, in terms that both the engine's settings and the model are made from.
 *
 * @param in the edges that lead to it, as {@code source:handle}
 * @param reads earlier nodes whose values it uses
 * @param number what it adds, compares with, or counts to
 * @param failsOn a code node fails when its result divides by this; 0 for never
 * @param flaky how many calls of a code node fail first
 * @param retries how often a failed call is repeated
 * @param inside the nodes of a container, each after the other
 */
record RandomNode(
    String id,
    Kind kind,
    List<String> in,
    List<RandomNode> reads,
    int number,
    int failsOn,
    int flaky,
    int retries,
    Strategy strategy,
    List<RandomNode> inside,
    String errorMode,
    boolean parallel,
    @Nullable RandomNode container) {

  enum Kind {
    START("result"),
    CODE("result"),
    IF("result"),
    AGGREGATE("output"),
    ITERATION("output"),
    LOOP("v"),
    ASSIGN("none");

    /** The output that other nodes read. */
    final String output;

    Kind(String output) {
      this.output = output;
    }
  }

  enum Strategy {
    NONE,
    FAIL_BRANCH,
    DEFAULT_VALUE
  }

  List<String> selector() {
    return List.of(id, kind.output);
  }

  /** What stands in for the outputs of a failed node. */
  Map<String, Object> defaults() {
    return switch (kind) {
      case ITERATION -> Map.of("output", List.of(7L));
      case LOOP -> Map.of("v", 7L);
      default -> Map.of("result", 7L, "list", List.of(7L));
    };
  }

  String failure() {
    return "failed " + id;
  }

  @Override
  public String toString() {
    return "%s %s in=%s reads=%s n=%d failsOn=%d flaky=%d retries=%d %s%s"
        .formatted(
            id,
            kind,
            in,
            reads.stream().map(RandomNode::id).toList(),
            number,
            failsOn,
            flaky,
            retries,
            strategy,
            inside.isEmpty() ? "" : " " + errorMode + (parallel ? " parallel " : " ") + inside);
  }
}
