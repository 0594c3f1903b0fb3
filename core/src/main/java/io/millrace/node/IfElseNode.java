package io.millrace.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.condition.ConditionException;
import io.millrace.condition.ConditionGroup;
import io.millrace.condition.ConditionOutcome;
import io.millrace.condition.InvalidConditionException;
import io.millrace.condition.LogicalOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the edge of the first case whose conditions hold, else {@code false} (spec/04 §6.1). */
final class IfElseNode implements NodeExecutor {
  private static final String ELSE = "false";
  private static final String LEGACY_CASE = "true";

  private final ImmutableList<Case> cases;

  /**
   * One branch.
   *
   * @param shown how the results name it
   */
  private record Case(String id, ConditionGroup conditions, Object shown) {}

  IfElseNode(Settings settings) {
    this.cases = settings.raw("cases") == null ? legacy(settings) : cases(settings);
  }

  private static ImmutableList<Case> cases(Settings settings) {
    ImmutableList.Builder<Case> cases = ImmutableList.builder();
    for (Settings entry : settings.requiredObjects("cases")) {
      String id = entry.string("case_id");
      ConditionGroup conditions =
          conditions(id, entry.raw("logical_operator"), entry.raw("conditions"));
      cases.add(
          new Case(
              id,
              conditions,
              ImmutableMap.of(
                  "case_id", id,
                  "logical_operator", conditions.operator().wireName(),
                  "conditions", conditions.toSettings())));
    }
    return cases.build();
  }

  /** The older form: one case, its conditions directly in the settings. */
  private static ImmutableList<Case> legacy(Settings settings) {
    Object operator = settings.raw("logical_operator");
    Object conditions = settings.raw("conditions");
    return ImmutableList.of(
        new Case(
            LEGACY_CASE,
            conditions(
                LEGACY_CASE,
                operator == null ? LogicalOperator.AND.wireName() : operator,
                conditions == null ? List.of() : conditions),
            "default"));
  }

  private static ConditionGroup conditions(
      String caseId, @Nullable Object operator, @Nullable Object conditions) {
    try {
      return ConditionGroup.parse(LogicalOperator.parse(operator), conditions);
    } catch (InvalidConditionException e) {
      throw new InvalidNodeException("cases, case '" + caseId + "': " + e.getMessage(), e);
    }
  }

  @Override
  public NodeResult execute(NodeContext context) {
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    List<Map<String, @Nullable Object>> inputs = ImmutableList.of();
    String chosen = ELSE;
    boolean holds = false;
    try {
      for (Case branch : cases) {
        ConditionOutcome outcome = branch.conditions().evaluate(context.variables());
        results.add(shown(branch, outcome));
        inputs = outcome.inputs();
        if (outcome.result()) {
          chosen = branch.id();
          holds = true;
          break;
        }
      }
    } catch (ConditionException e) {
      return NodeResult.failed(e.getMessage(), "")
          .withInputs(Map.of("conditions", List.of()))
          .withProcessData(Map.of("condition_results", results));
    }
    return NodeResult.succeeded(Map.of("result", holds, "selected_case_id", chosen))
        .withInputs(Map.of("conditions", inputs))
        .withProcessData(Map.of("condition_results", results))
        .withHandle(chosen.isEmpty() ? ELSE : chosen);
  }

  private static Map<String, @Nullable Object> shown(Case branch, ConditionOutcome outcome) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("group", branch.shown());
    shown.put("results", outcome.groupResults());
    shown.put("final_result", outcome.result());
    return shown;
  }
}
