package io.millrace.condition;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the conditions of a group are joined.
 *
 * @since 0.1
 */
public enum LogicalOperator {
  /** All must hold; a group without conditions holds. */
  AND,
  /** One must hold; a group without conditions does not. */
  OR;

  /** Returns the spelling in pipeline files: {@code and}, {@code or}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the operator that a pipeline file spells.
   *
   * @throws InvalidConditionException if there is none
   */
  public static LogicalOperator parse(@Nullable Object raw) {
    for (LogicalOperator operator : values()) {
      if (operator.wireName().equals(raw)) {
        return operator;
      }
    }
    throw new InvalidConditionException(
        "logical_operator must be 'and' or 'or', but was " + ConditionParser.shown(raw));
  }

  /** Returns whether {@code result} decides the group whatever the others say. */
  boolean decidedBy(boolean result) {
    return this == AND ? !result : result;
  }

  boolean join(List<Boolean> results) {
    return this == AND ? !results.contains(false) : results.contains(true);
  }
}
