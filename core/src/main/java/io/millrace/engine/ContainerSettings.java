package io.millrace.engine;

import com.google.common.collect.ImmutableList;
import io.millrace.graph.Node;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import java.util.List;
import java.util.Map;

/**
 * The settings of an iteration or loop node (spec/04 §6.6, §6.7).
 *
 * @param startNodeId where the inside begins
 */
record ContainerSettings(String startNodeId, Specific specific) {

  /** More rounds at once than this gain nothing. */
  private static final int MAX_PARALLEL = 1_000;

  static final ContainerSettings UNUSABLE =
      new ContainerSettings("", new Loop(1, ImmutableList.of(), LoopConditions.NEVER));

  /** What only one kind of container has. */
  sealed interface Specific {}

  /** What becomes of an item whose walk fails. */
  enum ErrorMode {
    TERMINATED,
    CONTINUE,
    REMOVE;

    static ErrorMode of(String wireName) {
      return switch (wireName) {
        case "terminated" -> TERMINATED;
        case "continue-on-error" -> CONTINUE;
        case "remove-abnormal-output" -> REMOVE;
        default ->
            throw new InvalidNodeException(
                "error_handle_mode must be terminated, continue-on-error or"
                    + " remove-abnormal-output, but was "
                    + wireName);
      };
    }
  }

  /**
   * An iteration.
   *
   * @param parallel how many items at once
   */
  record Iteration(
      ImmutableList<String> items,
      ImmutableList<String> output,
      int parallel,
      ErrorMode errorMode,
      boolean flatten)
      implements Specific {}

  /** A loop. */
  record Loop(int count, ImmutableList<LoopVariable> variables, LoopConditions breakWhen)
      implements Specific {}

  static ContainerSettings of(Node node) {
    Settings settings = Settings.of(node);
    String start = settings.string("start_node_id", "");
    return new ContainerSettings(
        start, node.type().equals("iteration") ? iteration(settings) : loop(settings));
  }

  private static Iteration iteration(Settings settings) {
    int parallel = (int) Math.min(MAX_PARALLEL, settings.laxInteger("parallel_nums", 10));
    if (parallel < 1) {
      throw new InvalidNodeException("parallel_nums must be 1 or more, but was " + parallel);
    }
    return new Iteration(
        settings.strings("iterator_selector"),
        settings.strings("output_selector"),
        settings.laxBool("is_parallel", false) ? parallel : 1,
        ErrorMode.of(settings.string("error_handle_mode", "terminated")),
        settings.laxBool("flatten_output", true));
  }

  private static Loop loop(Settings settings) {
    int count = (int) Math.min(Integer.MAX_VALUE, settings.laxInteger("loop_count", 0));
    if (count < 1) {
      throw new InvalidNodeException("loop_count must be 1 or more, but was " + count);
    }
    ImmutableList.Builder<LoopVariable> variables = ImmutableList.builder();
    for (Map<String, Object> variable : settings.objects("loop_variables")) {
      variables.add(LoopVariable.of(variable));
    }
    List<Map<String, Object>> conditions = settings.objects("break_conditions");
    return new Loop(
        count,
        variables.build(),
        LoopConditions.of(settings.string("logical_operator", "and"), conditions));
  }
}
