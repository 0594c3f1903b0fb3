package io.millrace.condition;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.millrace.python.ConversionException;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions joined by {@code and} or {@code or}, read once and asked often. Immutable.
 *
 * @since 0.1
 */
public final class ConditionGroup {
  private final LogicalOperator operator;
  private final ImmutableList<Condition> conditions;

  private ConditionGroup(LogicalOperator operator, ImmutableList<Condition> conditions) {
    this.operator = operator;
    this.conditions = conditions;
  }

  /**
   * Reads what a pipeline file holds under {@code conditions} (spec/04 §6.1): a list of {@code
   * {variable_selector, comparison_operator, value, sub_variable_condition}}.
   *
   * @throws InvalidConditionException if it is something else; the message names the field
   */
  public static ConditionGroup parse(LogicalOperator operator, @Nullable Object conditions) {
    return new ConditionGroup(operator, ConditionParser.conditions("conditions", conditions));
  }

  /**
   * Asks the conditions in order and stops at the first that decides: with {@code and} the first
   * that does not hold, with {@code or} the first that does.
   *
   * @throws ConditionException if a condition that is reached cannot be decided: its variable does
   *     not exist, or a value is of a type its operator cannot ask
   */
  public ConditionOutcome evaluate(VariablePool variables) {
    List<Boolean> results = new ArrayList<>();
    ImmutableList.Builder<Map<String, @Nullable Object>> inputs = ImmutableList.builder();
    for (Condition condition : conditions) {
      boolean result = decide(condition, variables, inputs);
      results.add(result);
      if (operator.decidedBy(result)) {
        break;
      }
    }
    return new ConditionOutcome(
        operator.join(results), ImmutableList.copyOf(results), inputs.build());
  }

  private static boolean decide(
      Condition condition,
      VariablePool variables,
      ImmutableList.Builder<Map<String, @Nullable Object>> inputs) {
    try {
      return condition.evaluate(variables, inputs);
    } catch (ConversionException e) {
      throw new ConditionException(e.getMessage(), e);
    }
  }

  /** Returns the conditions as a pipeline file holds them, every field present. */
  public List<Map<String, @Nullable Object>> toSettings() {
    return conditions.stream().map(Condition::toSettings).collect(toImmutableList());
  }

  /** Returns how the conditions are joined. */
  public LogicalOperator operator() {
    return operator;
  }
}
