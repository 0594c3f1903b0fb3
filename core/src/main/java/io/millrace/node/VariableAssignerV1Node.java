package io.millrace.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes one conversation or loop variable (spec/04 §6.9, version 1). Unlike version 2 it checks
 * no types: the variable keeps its own and holds what it is given.
 */
final class VariableAssignerV1Node implements NodeExecutor {
  private final ImmutableList<String> target;
  private final ImmutableList<String> source;
  private final WriteMode mode;

  private enum WriteMode {
    OVER_WRITE("over-write"),
    APPEND("append"),
    CLEAR("clear");

    static final ImmutableMap<String, WriteMode> BY_NAME =
        Maps.uniqueIndex(Arrays.asList(values()), mode -> mode.wireName);

    private final String wireName;

    WriteMode(String wireName) {
      this.wireName = wireName;
    }
  }

  VariableAssignerV1Node(Settings settings) {
    this.target = settings.strings("assigned_variable_selector");
    this.mode = settings.choice("write_mode", WriteMode.BY_NAME);
    this.source = settings.strings("input_variable_selector");
  }

  @Override
  public NodeResult execute(NodeContext context) {
    VariablePool variables = context.variables();
    Value before = target.size() == 2 ? variables.find(target).orElse(null) : null;
    if (before == null) {
      throw new AssignerException("assigned variable not found");
    }
    Value income =
        mode == WriteMode.CLEAR
            ? before.type().zero()
            : variables
                .find(source)
                .orElseThrow(() -> new AssignerException("input value not found"));
    Object changed = mode == WriteMode.APPEND ? appended(before, income.raw()) : income.raw();
    Value after = new Value(before.type(), changed);
    context.update(target.get(0), target.get(1), after);
    UpdatedVariables updated = new UpdatedVariables();
    updated.add(target.get(0), target.get(1), after);
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    inputs.put("value", Shown.raw(income));
    return NodeResult.succeeded(Map.of())
        .withInputs(inputs)
        .withProcessData(Map.of(UpdatedVariables.KEY, updated.entries()));
  }

  private static List<?> appended(Value before, @Nullable Object income) {
    if (!before.type().isArray() || !(before.raw() instanceof List<?> list)) {
      throw new AssignerException("append mode requires an array variable");
    }
    List<@Nullable Object> longer = new ArrayList<>(list);
    longer.add(income);
    return longer;
  }
}
