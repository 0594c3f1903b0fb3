package io.millrace.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionGroupTest {
  private final VariablePool variables = new VariablePool();

  @Test
  void aGroupWithoutConditionsHoldsOnlyForAnd() {
    assertThat(evaluate(LogicalOperator.AND, List.of()).result()).isTrue();
    assertThat(evaluate(LogicalOperator.OR, List.of()).result()).isFalse();
  }

  @Test
  void thousandsOfConditionsStopAtTheFirstThatDecides() {
    variables.put("n", "x", 1);
    List<Object> conditions = new ArrayList<>(Collections.nCopies(50_000, condition("=", "1")));
    conditions.add(condition("=", "2"));
    conditions.add(condition("=", "not a number"));
    ConditionOutcome outcome = evaluate(LogicalOperator.AND, conditions);
    assertThat(outcome.result()).isFalse();
    assertThat(outcome.groupResults()).hasSize(50_001);
  }

  @Test
  void allOfManyTextsInAManyElementListIsAskedInOnePass() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      many.add("text" + i);
    }
    variables.put("n", "x", many);
    assertThat(evaluate(LogicalOperator.AND, List.of(condition("all of", many))).result()).isTrue();
  }

  @Test
  void aSecretIsMaskedInWhatIsShown() {
    variables.put("n", "x", new Value(ValueType.SECRET, "tok-1234567890"));
    variables.put("env", "KEY", new Value(ValueType.SECRET, "tok-1234567890"));
    ConditionOutcome outcome =
        evaluate(LogicalOperator.AND, List.of(condition("is", "{{#env.KEY#}}")));
    assertThat(outcome.result()).isTrue();
    assertThat(outcome.inputs().toString()).doesNotContain("tok-1234567890");
  }

  @Test
  void aMessageNamesTheFieldThatCannotBeRead() {
    assertThatThrownBy(
            () -> evaluate(LogicalOperator.AND, List.of(condition("is", "a"), condition("?", "a"))))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageStartingWith("conditions[1].comparison_operator must be one of contains,")
        .hasMessageEndingWith("but was '?'");
  }

  private static Map<String, Object> condition(String operator, Object value) {
    return Map.of(
        "variable_selector", List.of("n", "x"), "comparison_operator", operator, "value", value);
  }

  private ConditionOutcome evaluate(LogicalOperator operator, List<?> conditions) {
    return ConditionGroup.parse(operator, conditions).evaluate(variables);
  }
}
