package io.millrace.pipeline;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Selectors and templates that lead nowhere (spec/03 §5). */
final class ReferenceRules {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{#([A-Za-z0-9_]{1,50}(?:\\.[A-Za-z0-9_]{1,30}){1,10})#}}");
  private static final Splitter DOT = Splitter.on('.');

  /** Texts that no node renders. */
  private static final ImmutableSet<String> NOT_RENDERED =
      ImmutableSet.of(
          "title",
          "desc",
          "description",
          "label",
          "tooltips",
          "paramSchemas",
          "params",
          "output_schema",
          "tool_description",
          "tool_label",
          "code",
          "datasource_parameters");

  private final Pipeline pipeline;
  private final Problems problems;
  private final Set<List<String>> inputs = new HashSet<>();
  private final Set<String> environment = new HashSet<>();

  private ReferenceRules(Pipeline pipeline, Problems problems) {
    this.pipeline = pipeline;
    this.problems = problems;
    pipeline.variables().forEach(v -> inputs.add(List.of(v.belongTo(), v.variable())));
    pipeline.environmentVariables().forEach(v -> environment.add(v.name()));
  }

  static void check(Pipeline pipeline, Problems problems) {
    ReferenceRules rules = new ReferenceRules(pipeline, problems);
    for (PipelineNode node : pipeline.nodes()) {
      String path =
          "workflow.graph.nodes[" + pipeline.parts().nodeIndexes().get(node.id()) + "].data";
      // an aggregator passes over what is missing: that is what it is for
      boolean lenient =
          node.type().equals(NodeTypes.AGGREGATOR)
              || node.type().equals(NodeTypes.LEGACY_AGGREGATOR);
      rules.walk(node.data(), TreePath.key(null, path), lenient);
    }
  }

  private void walk(@Nullable Object value, TreePath path, boolean lenient) {
    if (value instanceof Map<?, ?>) {
      Map<String, Object> map = Trees.asMap(value);
      map.forEach(
          (key, element) -> {
            TreePath at = TreePath.key(path, key);
            if (isSelector(map, key, element)) {
              checkReference(Trees.strings(element), at, lenient);
            } else if (!NOT_RENDERED.contains(key)) {
              walk(element, at, lenient);
            }
          });
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        TreePath at = TreePath.element(path, i);
        if (lenient && Trees.isSelector(list.get(i))) {
          checkReference(Trees.strings(list.get(i)), at, true);
        } else {
          walk(list.get(i), at, lenient);
        }
      }
    } else if (value instanceof String text) {
      Matcher matcher = REFERENCE.matcher(text);
      while (matcher.find()) {
        checkReference(DOT.splitToList(matcher.group(1)), path, true);
      }
    }
  }

  /** A selector is told by its key, or by what its neighbour says that the value is. */
  private static boolean isSelector(Map<String, Object> map, String key, @Nullable Object value) {
    if (!Trees.isSelector(value)) {
      return false;
    } else if (key.equals("value")) {
      return "variable".equals(map.get("type"))
          || "variable".equals(map.get("value_type"))
          || "variable".equals(map.get("input_type"));
    }
    return key.endsWith("selector") || key.equals("query") || key.equals("variable");
  }

  private void checkReference(List<String> parts, TreePath path, boolean lenient) {
    String node = parts.get(0);
    String missing =
        switch (node) {
          case "sys", "conversation" -> null;
          case "env" ->
              environment.contains(parts.get(1))
                  ? null
                  : "the environment variable '" + parts.get(1) + "'";
          case "rag" ->
              parts.size() < 3 || inputs.contains(parts.subList(1, 3))
                  ? null
                  : "the pipeline variable '" + parts.get(2) + "' of '" + parts.get(1) + "'";
          default -> pipeline.node(node).isPresent() ? null : "the node '" + node + "'";
        };
    if (missing == null) {
      return;
    }
    String message = "This refers to " + missing + ", which does not exist.";
    String remedy = "Choose another value, or add what is missing.";
    if (lenient || node.equals("rag") || node.equals("env")) {
      problems.warning(ProblemCode.UNKNOWN_REFERENCE, path.toString(), message, remedy);
    } else {
      problems.error(ProblemCode.UNKNOWN_REFERENCE, path.toString(), message, remedy);
    }
  }
}
