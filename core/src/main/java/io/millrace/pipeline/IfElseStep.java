package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import io.millrace.variable.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An if-else node in the making (spec/04 §6.1); {@link #add()} adds it.
 *
 * <p>The first case that holds is taken: its edge leaves at the case's id; the edge {@code false}
 * is taken when none holds.
 *
 * @since 0.1
 */
public final class IfElseStep {
  private final PipelineBuilder builder;
  private final String id;
  private final List<Map<String, Object>> cases = new ArrayList<>();

  IfElseStep(PipelineBuilder builder, String id) {
    this.builder = builder;
    this.id = id;
  }

  /** Adds a case that holds when all conditions do. */
  public IfElseStep whenAll(String caseId, Condition... conditions) {
    return when(caseId, "and", conditions);
  }

  /** Adds a case that holds when one of the conditions does. */
  public IfElseStep whenAny(String caseId, Condition... conditions) {
    return when(caseId, "or", conditions);
  }

  /** Adds the node. */
  public PipelineBuilder add() {
    return builder.node(id, NodeTypes.IF_ELSE, Map.of("cases", cases));
  }

  private IfElseStep when(String caseId, String operator, Condition... conditions) {
    Map<String, Object> branch = new LinkedHashMap<>();
    branch.put("case_id", caseId);
    branch.put("id", caseId);
    branch.put("logical_operator", operator);
    List<Object> list = new ArrayList<>();
    for (Condition condition : conditions) {
      list.add(condition.data(caseId + "-" + list.size()));
    }
    branch.put("conditions", list);
    cases.add(branch);
    return this;
  }

  /**
   * One comparison.
   *
   * @param selector the value that is looked at
   * @param operator such as {@code is}, {@code contains}, {@code not empty}, {@code ≥}
   * @param value what it is compared with; empty for operators that need none
   */
  public record Condition(Selector selector, String operator, String value) {
    public Condition {
      requireNonNull(selector, "selector");
      requireNonNull(operator, "operator");
      requireNonNull(value, "value");
    }

    private Map<String, Object> data(String id) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("comparison_operator", operator);
      data.put("id", id);
      data.put("value", value);
      data.put("varType", "string");
      data.put("variable_selector", selector.parts());
      return data;
    }
  }
}
