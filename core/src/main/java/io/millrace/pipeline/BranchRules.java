package io.millrace.pipeline;

import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes that choose among their edges, and the edges they can choose (spec/03 §2.2). */
final class BranchRules {
  private static final String FAIL_BRANCH = "fail-branch";
  private static final ImmutableSet<String> OPERATORS =
      ImmutableSet.of(
          "contains",
          "not contains",
          "start with",
          "end with",
          "is",
          "is not",
          "empty",
          "not empty",
          "in",
          "not in",
          "all of",
          "=",
          "≠",
          ">",
          "<",
          "≥",
          "≤",
          "null",
          "not null",
          "exists",
          "not exists");

  private final Pipeline pipeline;
  private final Problems problems;

  private BranchRules(Pipeline pipeline, Problems problems) {
    this.pipeline = pipeline;
    this.problems = problems;
  }

  static void check(Pipeline pipeline, Problems problems) {
    BranchRules rules = new BranchRules(pipeline, problems);
    pipeline.ofType(NodeTypes.IF_ELSE).forEach(rules::checkCases);
    rules.checkHandles();
  }

  private void checkCases(PipelineNode node) {
    String path =
        "workflow.graph.nodes[" + pipeline.parts().nodeIndexes().get(node.id()) + "].data";
    List<?> cases = Trees.asList(node.data().get("cases"));
    List<?> legacy = Trees.asList(node.data().get("conditions"));
    if (cases.isEmpty() && legacy.isEmpty()) {
      problems.warning(
          ProblemCode.NO_CASES,
          path + ".cases",
          "The if-else node '" + node.id() + "' has no cases; it always takes its else branch.",
          "Add a case, or remove the node.");
    }
    for (int i = 0; i < cases.size(); i++) {
      Map<String, Object> branch = Trees.asMap(cases.get(i));
      String at = path + ".cases[" + i + "]";
      FieldRule.text("case_id").check(branch, at, problems);
      FieldRule.oneOf("logical_operator", "and", "or").check(branch, at, problems);
      checkConditions(Trees.asList(branch.get("conditions")), at);
    }
    checkConditions(legacy, path);
  }

  private void checkConditions(List<?> conditions, String path) {
    for (int i = 0; i < conditions.size(); i++) {
      Map<String, Object> condition = Trees.asMap(conditions.get(i));
      String at = path + ".conditions[" + i + "]";
      FieldRule.selector("variable_selector").check(condition, at, problems);
      FieldRule.oneOf("comparison_operator", OPERATORS.toArray(String[]::new))
          .check(condition, at, problems);
    }
  }

  private void checkHandles() {
    for (int i = 0; i < pipeline.edges().size(); i++) {
      PipelineEdge edge = pipeline.edges().get(i);
      PipelineNode source = pipeline.node(edge.source()).orElse(null);
      if (source == null) {
        continue;
      }
      String path =
          "workflow.graph.edges[" + pipeline.parts().edgeIndexes().get(i) + "].sourceHandle";
      Set<String> handles = handles(source);
      if (handles != null && !handles.contains(edge.sourceHandle())) {
        problems.warning(
            ProblemCode.UNKNOWN_BRANCH,
            path,
            "The node '%s' has no branch '%s', so the edge is never taken; it has %s."
                .formatted(source.id(), edge.sourceHandle(), handles),
            "Lead the edge from one of these, or remove it.");
      } else if (handles == null && edge.sourceHandle().equals(FAIL_BRANCH)) {
        problems.warning(
            ProblemCode.UNKNOWN_BRANCH,
            path,
            "The node '" + source.id() + "' has no fail branch, so the edge is always taken.",
            "Set its error_strategy to fail-branch, or remove the edge.");
      }
    }
  }

  /** Returns the branches of a node, or {@code null} if it takes all its edges. */
  private static @Nullable Set<String> handles(PipelineNode node) {
    Set<String> handles = new HashSet<>();
    Map<String, Object> data = node.data();
    boolean failBranch = FAIL_BRANCH.equals(data.get("error_strategy"));
    if (failBranch) {
      handles.addAll(List.of(FAIL_BRANCH, "success-branch"));
    }
    if (node.type().equals(NodeTypes.IF_ELSE)) {
      handles.addAll(ids(data.get("cases"), "case_id"));
      handles.addAll(Trees.asList(data.get("cases")).isEmpty() ? Set.of("true") : Set.of());
      handles.add("false");
    } else if (node.type().equals(NodeTypes.QUESTION_CLASSIFIER)) {
      handles.addAll(ids(data.get("classes"), "id"));
    } else if (failBranch) {
      handles.add("source");
    } else {
      return null;
    }
    return handles;
  }

  private static List<String> ids(@Nullable Object list, String key) {
    return Trees.asList(list).stream()
        .map(element -> Trees.text(Trees.asMap(element).get(key), ""))
        .toList();
  }
}
