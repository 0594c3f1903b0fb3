package io.millrace.engine;

import io.millrace.variable.VariablePool;
import java.util.List;
import java.util.Map;

/** When a loop ends before its count (spec/04 §6.7). */
interface LoopConditions {
  LoopConditions NEVER = pool -> false;

  /**
   * Returns whether the loop ends.
   *
   * @throws RuntimeException if a variable is missing
   */
  boolean met(VariablePool pool);

  static LoopConditions of(String logicalOperator, List<Map<String, Object>> conditions) {
    return NEVER;
  }
}
