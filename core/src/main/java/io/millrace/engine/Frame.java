package io.millrace.engine;

import io.millrace.event.NodeExecution.Round;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk is inside containers.
 *
 * @param iteration the innermost iteration's round, or {@code null}
 * @param loop the innermost loop's round, or {@code null}
 * @param outer whether it is the outermost walk, whose steps count
 * @param responds whether its response nodes add to the run's outputs (not inside iterations)
 */
record Frame(@Nullable Round iteration, @Nullable Round loop, boolean outer, boolean responds) {
  static final Frame OUTERMOST = new Frame(null, null, true, true);

  Frame inIteration(String nodeId, int index) {
    return new Frame(new Round(nodeId, index), loop, false, false);
  }

  Frame inLoop(String nodeId, int index) {
    return new Frame(iteration, new Round(nodeId, index), false, responds);
  }
}
