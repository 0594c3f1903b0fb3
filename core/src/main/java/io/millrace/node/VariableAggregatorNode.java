package io.millrace.node;

import com.google.common.collect.ImmutableList;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins branches: passes on the first of several variables that exists, also a null one; or one of
 * each group (spec/04 §6.2).
 */
final class VariableAggregatorNode implements NodeExecutor {
  private final ImmutableList<ImmutableList<String>> variables;
  private final boolean grouped;
  private final ImmutableList<Group> groups;

  private record Group(String name, ImmutableList<ImmutableList<String>> variables) {}

  VariableAggregatorNode(Settings settings) {
    settings.string("output_type");
    this.variables = settings.stringLists("variables");
    boolean advanced = settings.raw("advanced_settings") != null;
    Settings details = settings.object("advanced_settings");
    if (advanced && details.raw("group_enabled") == null) {
      throw new InvalidNodeException("advanced_settings.group_enabled is required: true or false");
    }
    this.grouped = advanced && details.laxBool("group_enabled", false);
    this.groups = advanced ? groups(details) : ImmutableList.of();
  }

  private static ImmutableList<Group> groups(Settings details) {
    ImmutableList.Builder<Group> groups = ImmutableList.builder();
    for (Settings group : details.requiredObjects("groups")) {
      requireKnownType(group.string("output_type"));
      groups.add(new Group(group.string("group_name"), group.stringLists("variables")));
    }
    return groups.build();
  }

  private static void requireKnownType(String outputType) {
    if (outputType.equals("group")) {
      return; // a type of Dify's that values in the pool never have
    }
    try {
      ValueType.of(outputType);
    } catch (IllegalArgumentException e) {
      throw new InvalidNodeException("advanced_settings.groups output_type: " + e.getMessage(), e);
    }
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    if (!grouped) {
      Value found = first(variables, context, inputs);
      if (found != null) {
        outputs.put("output", found);
      }
    }
    for (Group group : grouped ? groups : ImmutableList.<Group>of()) {
      Value found = first(group.variables(), context, inputs);
      if (found != null) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("output", found.raw());
        outputs.put(group.name(), output);
      }
    }
    return NodeResult.succeeded(outputs).withInputs(inputs);
  }

  private static @Nullable Value first(
      List<ImmutableList<String>> paths,
      NodeContext context,
      Map<String, @Nullable Object> inputs) {
    for (ImmutableList<String> path : paths) {
      Value value = context.variables().find(path).orElse(null);
      if (value != null) {
        inputs.put(String.join(".", path.subList(1, path.size())), Shown.raw(value));
        return value;
      }
    }
    return null;
  }
}
