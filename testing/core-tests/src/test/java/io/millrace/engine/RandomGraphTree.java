package io.millrace.engine;

import io.millrace.engine.RandomNode.Kind;
import io.millrace.engine.RandomNode.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a random graph as a pipeline file has it. */
final class RandomGraphTree {
  private final List<Map<String, Object>> nodes = new ArrayList<>();
  private final List<Map<String, Object>> edges = new ArrayList<>();

  private RandomGraphTree() {}

  static Map<String, Object> of(RandomGraph graph) {
    RandomGraphTree tree = new RandomGraphTree();
    graph.nodes().forEach(node -> tree.add(node, null));
    List<Map<String, Object>> outputs = new ArrayList<>();
    for (RandomNode node : graph.nodes()) {
      outputs.add(Map.of("variable", node.id(), "value_selector", node.selector()));
    }
    tree.node("end", null, Map.of("type", "end", "outputs", outputs));
    graph.ends().forEach(end -> tree.edge(end, "end"));
    return Map.of("workflow", Map.of("graph", Map.of("nodes", tree.nodes, "edges", tree.edges)));
  }

  private void add(RandomNode node, @Nullable String container) {
    node(node.id(), container, data(node));
    node.in().forEach(edge -> edge(edge, node.id()));
    if (node.inside().isEmpty()) {
      return;
    }
    String before = node.id() + "s";
    String marker = node.kind() == Kind.LOOP ? "loop-start" : "iteration-start";
    node(before, node.id(), Map.of("type", marker));
    for (RandomNode inner : node.inside()) {
      add(inner, node.id());
      edge(before + ":source", inner.id());
      before = inner.id();
    }
  }

  private void node(String id, @Nullable String container, Map<String, ?> data) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("id", id);
    node.put("data", data);
    if (container != null) {
      node.put("parentId", container);
    }
    nodes.add(node);
  }

  private void edge(String from, String target) {
    String[] source = from.split(":", 2);
    edges.add(Map.of("source", source[0], "sourceHandle", source[1], "target", target));
  }

  private static Map<String, Object> data(RandomNode node) {
    Map<String, Object> data = new LinkedHashMap<>();
    switch (node.kind()) {
      case START -> data.put("type", "start");
      case CODE -> code(node, data);
      case IF -> {
        data.put("type", "if-else");
        data.put(
            "cases",
            List.of(
                Map.of(
                    "case_id",
                    "yes",
                    "logical_operator",
                    "and",
                    "conditions",
                    List.of(moreThan(node.reads().get(0).selector(), node.number())))));
      }
      case AGGREGATE -> {
        data.put("type", "variable-aggregator");
        data.put("output_type", "number");
        data.put("variables", node.reads().stream().map(RandomNode::selector).toList());
      }
      case ITERATION -> iteration(node, data);
      case LOOP -> loop(node, data);
      case ASSIGN -> assign(node, data);
    }
    if (node.strategy() != Strategy.NONE) {
      boolean branch = node.strategy() == Strategy.FAIL_BRANCH;
      data.put("error_strategy", branch ? "fail-branch" : "default-value");
      data.put("default_value", defaults(node));
    }
    return data;
  }

  private static void code(RandomNode node, Map<String, Object> data) {
    data.put("type", "code");
    data.put("code_language", "python3");
    data.put(
        "code", "%s %d %d %d".formatted(node.id(), node.number(), node.failsOn(), node.flaky()));
    List<Map<String, Object>> variables = new ArrayList<>();
    for (RandomNode read : node.reads()) {
      boolean item = read.kind() == Kind.ITERATION && isInside(node, read);
      variables.add(
          Map.of(
              "variable",
              read.id(),
              "value_selector",
              item ? List.of(read.id(), "item") : read.selector()));
    }
    data.put("variables", variables);
    data.put(
        "outputs",
        Map.of("result", Map.of("type", "number"), "list", Map.of("type", "array[number]")));
    data.put(
        "retry_config",
        Map.of("retry_enabled", true, "max_retries", node.retries(), "retry_interval", 0));
  }

  private static boolean isInside(RandomNode node, RandomNode container) {
    return node.container() != null && node.container().id().equals(container.id());
  }

  private static void iteration(RandomNode node, Map<String, Object> data) {
    data.put("type", "iteration");
    data.put("start_node_id", node.id() + "s");
    data.put("iterator_selector", List.of(node.reads().get(0).id(), "list"));
    data.put("output_selector", node.inside().get(node.inside().size() - 1).selector());
    data.put("is_parallel", node.parallel());
    data.put("parallel_nums", node.number());
    data.put("error_handle_mode", node.errorMode());
  }

  private static void loop(RandomNode node, Map<String, Object> data) {
    data.put("type", "loop");
    data.put("start_node_id", node.id() + "s");
    data.put("loop_count", node.number());
    data.put("logical_operator", "and");
    data.put("break_conditions", List.of(moreThan(node.selector(), SequentialModel.BREAK_ABOVE)));
    data.put(
        "loop_variables",
        List.of(
            Map.of(
                "label",
                "v",
                "var_type",
                "number",
                "value_type",
                "constant",
                "value",
                SequentialModel.firstOf(node))));
  }

  private static void assign(RandomNode node, Map<String, Object> data) {
    RandomNode loop = node.container();
    data.put("type", "assigner");
    data.put("version", "2");
    data.put(
        "items",
        List.of(
            Map.of(
                "variable_selector",
                loop == null ? List.of() : loop.selector(),
                "input_type",
                "variable",
                "operation",
                "over-write",
                "value",
                node.reads().get(0).selector())));
  }

  private static Map<String, Object> moreThan(List<String> selector, int number) {
    return Map.of(
        "variable_selector", selector, "comparison_operator", ">", "value", String.valueOf(number));
  }

  private static List<Map<String, Object>> defaults(RandomNode node) {
    List<Map<String, Object>> entries = new ArrayList<>();
    node.defaults()
        .forEach(
            (key, value) ->
                entries.add(
                    Map.of(
                        "key",
                        key,
                        "type",
                        value instanceof List ? "array[number]" : "number",
                        "value",
                        value)));
    return entries;
  }
}
