package io.millrace.engine;

import io.millrace.condition.ConditionGroup;
import io.millrace.condition.InvalidConditionException;
import io.millrace.condition.LogicalOperator;
import io.millrace.node.InvalidNodeException;
import io.millrace.variable.VariablePool;
import java.util.List;
import java.util.Map;

/** When a loop ends before its count (spec/04 §6.7). */
interface LoopConditions {
  LoopConditions NEVER = pool -> false;

  /**
   * Returns whether the loop ends.
   *
   * @throws io.millrace.condition.ConditionException if a variable is missing
   */
  boolean met(VariablePool pool);

  static LoopConditions of(String logicalOperator, List<Map<String, Object>> conditions) {
    if (conditions.isEmpty()) {
      return NEVER;
    }
    try {
      ConditionGroup group =
          ConditionGroup.parse(LogicalOperator.parse(logicalOperator), conditions);
      return pool -> group.evaluate(pool).result();
    } catch (InvalidConditionException e) {
      throw new InvalidNodeException("break_conditions: " + e.getMessage(), e);
    }
  }
}
