package io.millrace.conformance;

import io.millrace.node.NodeContext;
import io.millrace.node.RunInfo;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A context that runs one node alone and remembers which variables it updated. */
final class RecordingNodeContext implements NodeContext {
  private final VariablePool variables;
  private final List<Map<String, Object>> updates = new ArrayList<>();

  RecordingNodeContext(VariablePool variables) {
    this.variables = variables;
  }

  List<Map<String, Object>> updates() {
    return updates;
  }

  @Override
  public VariablePool variables() {
    return variables;
  }

  @Override
  public void update(String node, String name, Value value) {
    NodeContext.super.update(node, name, value);
    Map<String, Object> update = new java.util.LinkedHashMap<>();
    update.put("selector", List.of(node, name));
    update.put("type", value.type().wireName());
    update.put("value", value.raw());
    updates.add(update);
  }

  @Override
  public String executionId() {
    return "execution";
  }

  @Override
  public RunInfo run() {
    return new RunInfo("run", false, null, null, null, "batch");
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public void warn(String sentence) {}
}
