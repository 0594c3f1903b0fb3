package io.millrace.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins a run that has no datasource: shows its inputs, and as outputs also everything else in the
 * pool under dotted names such as {@code sys.query}; secrets are left out.
 */
final class StartNode implements NodeExecutor {
  /** The types of inputs; whether one is an object with a schema. */
  private static final ImmutableMap<String, Boolean> TYPES =
      ImmutableMap.of(
          "text-input", false,
          "paragraph", false,
          "select", false,
          "number", false,
          "checkbox", false,
          "external_data_tool", false,
          "file", false,
          "file-list", false,
          "json_object", true);

  private final String nodeId;
  private final ImmutableList<JsonObjectInput> jsonInputs;

  StartNode(String nodeId, Settings settings) {
    this.nodeId = nodeId;
    ImmutableList.Builder<JsonObjectInput> inputs = ImmutableList.builder();
    if (settings.raw("variables") != null) {
      for (Settings variable : settings.requiredObjects("variables")) {
        var unusedName = variable.string("variable");
        var unusedLabel = variable.string("label");
        if (variable.choice("type", TYPES)) {
          inputs.add(JsonObjectInput.of(variable));
        }
      }
    }
    this.jsonInputs = inputs.build();
  }

  @Override
  public NodeResult execute(NodeContext context) {
    VariablePool variables = context.variables();
    Map<String, Value> inputs = variables.under(nodeId);
    for (JsonObjectInput input : jsonInputs) {
      input.check(inputs.getOrDefault(input.name(), Value.NONE).raw());
    }
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    for (String node : variables.nodes()) {
      if (!node.equals(nodeId)) {
        variables.under(node).forEach((name, value) -> put(outputs, node + "." + name, value));
      }
    }
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    inputs.forEach((name, value) -> put(shown, name, value));
    inputs.forEach((name, value) -> put(outputs, name, value));
    return NodeResult.succeeded(outputs).withInputs(shown);
  }

  private static void put(Map<String, @Nullable Object> map, String name, Value value) {
    if (value.type() != ValueType.SECRET) {
      map.put(name, value.raw());
    }
  }
}
