package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.condition.ConditionException;
import io.millrace.condition.ConditionGroup;
import io.millrace.condition.ConditionOutcome;
import io.millrace.condition.InvalidConditionException;
import io.millrace.condition.LogicalOperator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions as if-else nodes and loops ask them. */
class ConditionsConformanceTest {

  @Test
  void conditionsHoldAsRecorded() {
    ConformanceSuite.load("engine", "conditions").check(ConditionsConformanceTest::run);
  }

  private static Verdict run(JsonNode vector) {
    JsonNode expected = vector.get("expected");
    try {
      ConditionOutcome outcome =
          ConditionGroup.parse(
                  LogicalOperator.parse(vector.get("logical_operator").textValue()),
                  VectorValues.raw(vector.get("conditions")))
              .evaluate(VectorPool.of(vector.path("variables")));
      return Verdict.equal(
          VectorValues.map(expected),
          Map.of("result", outcome.result(), "group_results", outcome.groupResults()));
    } catch (InvalidConditionException e) {
      return failedIn("parse", expected, e);
    } catch (ConditionException e) {
      return failedIn("evaluate", expected, e);
    }
  }

  private static Verdict failedIn(String phase, JsonNode expected, RuntimeException e) {
    String text = expected.path("error").path("message").asText("");
    boolean same = !Binding.onText(text, expected) || text.equals(e.getMessage());
    return same && expected.path("phase").asText().equals(phase)
        ? Verdict.PASSED
        : Verdict.failed(expected, e);
  }
}
