package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import io.millrace.variable.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the run its outputs: named values, null where there is none. */
final class EndNode implements NodeExecutor {
  private final ImmutableMap<String, List<String>> outputs;

  EndNode(Settings settings) {
    ImmutableMap.Builder<String, List<String>> paths = ImmutableMap.builder();
    if (settings.raw("outputs") != null) {
      for (Settings output : settings.requiredObjects("outputs")) {
        paths.put(output.string("variable"), output.strings("value_selector"));
      }
    }
    this.outputs = paths.buildKeepingLast();
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    outputs.forEach(
        (name, path) -> {
          Value value = context.variables().find(path).orElse(Value.NONE);
          shown.put(name, Shown.raw(value));
          values.put(name, value);
        });
    return NodeResult.succeeded(values).withInputs(shown);
  }
}
