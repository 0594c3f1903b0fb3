package io.millrace.pipeline;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What Dify's export makes of a pipeline (spec/03 §1). */
final class ExportRules {
  private static final ImmutableMap<String, Object> ICON =
      ImmutableMap.of("icon", "📙", "icon_type", "emoji", "icon_background", "#FFEAD5");

  private ExportRules() {}

  static Map<String, Object> apply(Map<String, Object> tree, boolean secrets) {
    Map<String, Object> export = new LinkedHashMap<>();
    export.put("dependencies", Trees.asList(tree.get("dependencies")));
    export.put("kind", "rag_pipeline");
    export.put("rag_pipeline", header(Trees.asMap(tree.get("rag_pipeline"))));
    export.put("version", DslVersion.CURRENT_TEXT);
    Map<String, Object> workflow = Trees.asMap(tree.get("workflow"));
    export.put("workflow", secrets ? workflow : withoutSecrets(workflow));
    return export;
  }

  private static Map<String, Object> header(Map<String, Object> header) {
    Map<String, Object> result = new LinkedHashMap<>(header);
    result.putIfAbsent("name", "");
    result.putIfAbsent("description", "");
    ICON.forEach(
        (key, value) -> {
          if (!Trees.isText(result.get(key))) {
            result.put(key, value);
          }
        });
    if (!result.containsKey("icon_url")) {
      result.put("icon_url", null);
    }
    return result;
  }

  private static Map<String, Object> withoutSecrets(Map<String, Object> workflow) {
    Map<String, Object> result =
        replaced(
            workflow,
            "environment_variables",
            list -> eachMap(list, ExportRules::withoutSecretValue));
    return replaced(
        result,
        "graph",
        graph ->
            replaced(
                Trees.asMap(graph), "nodes", nodes -> eachMap(nodes, ExportRules::withoutAccess)));
  }

  private static Map<String, Object> withoutSecretValue(Map<String, Object> variable) {
    return "secret".equals(variable.get("value_type"))
        ? replaced(variable, "value", value -> "")
        : variable;
  }

  private static Map<String, Object> withoutAccess(Map<String, Object> node) {
    return replaced(
        node,
        "data",
        raw -> {
          Map<String, Object> data = Trees.asMap(raw);
          if (NodeTypes.TOOL.equals(data.get("type"))) {
            return without(data, "credential_id");
          }
          return NodeTypes.AGENT.equals(data.get("type")) ? withoutCredentials(data) : raw;
        });
  }

  /** An agent's tools are somewhere inside its parameters. */
  private static @Nullable Object withoutCredentials(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      Map<String, Object> copy = new LinkedHashMap<>();
      without(Trees.asMap(value), "credential_id")
          .forEach((key, element) -> copy.put(key, withoutCredentials(element)));
      return copy;
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(withoutCredentials(element)));
      return copy;
    }
    return value;
  }

  private static Map<String, Object> without(Map<String, Object> map, String key) {
    Map<String, Object> copy = new LinkedHashMap<>(map);
    copy.remove(key);
    return copy;
  }

  private static Map<String, Object> replaced(
      Map<String, Object> map, String key, UnaryOperator<@Nullable Object> change) {
    if (!map.containsKey(key)) {
      return map;
    }
    Map<String, Object> copy = new LinkedHashMap<>(map);
    copy.put(key, change.apply(map.get(key)));
    return copy;
  }

  private static Object eachMap(@Nullable Object list, UnaryOperator<Map<String, Object>> change) {
    List<Object> copy = new ArrayList<>();
    for (Object element : Trees.asList(list)) {
      copy.add(element instanceof Map<?, ?> ? change.apply(Trees.asMap(element)) : element);
    }
    return copy;
  }
}
