package io.millrace.node;

import com.google.common.collect.ImmutableList;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes conversation and loop variables, all or none: the changes are made in a scope of the pool
 * first, so that a later one sees the earlier and a failure leaves everything as it was (spec/04
 * §6.9, version 2).
 */
final class VariableAssignerV2Node implements NodeExecutor {
  private final ImmutableList<AssignerItem> items;
  private final Map<String, @Nullable Object> inputs = new LinkedHashMap<>();

  VariableAssignerV2Node(Settings settings) {
    ImmutableList.Builder<AssignerItem> builder = ImmutableList.builder();
    settings.requiredObjects("items").forEach(item -> builder.add(AssignerItem.of(item)));
    this.items = builder.build();
    inputs.put("items", settings.raw("items"));
  }

  @Override
  public NodeResult execute(NodeContext context) {
    VariablePool working = context.variables().scope();
    Set<ImmutableList<String>> updated = new LinkedHashSet<>();
    try {
      for (AssignerItem item : items) {
        if (item.apply(working)) {
          updated.add(item.target());
        }
      }
    } catch (AssignerException e) {
      return NodeResult.failed(e.getMessage(), "").withInputs(inputs);
    }
    Map<String, @Nullable Object> processData = new LinkedHashMap<>();
    UpdatedVariables entries = new UpdatedVariables();
    for (ImmutableList<String> path : updated) {
      String node = path.get(0);
      String name = path.get(1);
      Value value = working.find(path).orElseThrow();
      processData.put(name, Shown.raw(value));
      entries.add(node, name, value);
      context.update(node, name, value);
    }
    processData.put(UpdatedVariables.KEY, entries.entries());
    return NodeResult.succeeded(Map.of()).withInputs(inputs).withProcessData(processData);
  }
}
