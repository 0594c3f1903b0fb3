package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.graph.Node;
import io.millrace.node.BuiltInNodes;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a {@code code} node makes of what its code returned. */
class CodeOutputsConformanceTest {

  @Test
  void outputsAreCheckedAsRecorded() {
    ConformanceSuite.load("engine", "code_outputs").check(CodeOutputsConformanceTest::run);
  }

  private static Verdict run(JsonNode vector) {
    JsonNode expected = vector.get("expected");
    String status = expected.get("status").textValue();
    StubCode code = new StubCode(vector.get("executor_result"), vector.path("limits"));
    NodeExecutor executor;
    try {
      executor = new BuiltInNodes().create(node(vector), code.services());
    } catch (InvalidNodeException e) {
      return status.equals("invalid") ? Verdict.PASSED : Verdict.failed(expected, e);
    }
    if (status.equals("invalid")) {
      return Verdict.failed(expected, "the settings were accepted");
    }
    return compared(vector, expected, result(executor));
  }

  private static Node node(JsonNode vector) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("code_language", "python3");
    data.put("code", "");
    data.put("variables", List.of());
    data.put("outputs", VectorValues.map(vector.get("outputs_schema")));
    return new Node(0, "code", "code", "", data, null);
  }

  private static NodeResult result(NodeExecutor executor) {
    try {
      return executor.execute(new RecordingNodeContext(new VariablePool()));
    } catch (Exception e) {
      return NodeResult.failed(String.valueOf(e.getMessage()), "WorkflowNodeError");
    }
  }

  private static Verdict compared(JsonNode vector, JsonNode expected, NodeResult result) {
    Map<String, @Nullable Object> actual = new LinkedHashMap<>();
    Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
    boolean succeeded = result instanceof NodeResult.Succeeded;
    actual.put("status", succeeded ? "succeeded" : "failed");
    wanted.put("status", expected.get("status").textValue());
    actual.put("outputs", result.outputs());
    wanted.put("outputs", VectorValues.raw(expected.get("outputs")));
    actual.put("pool", succeeded ? pool(result) : Map.of());
    wanted.put("pool", VectorValues.raw(expected.get("pool")));
    if (result instanceof NodeResult.Failed failed) {
      String errorType = expected.path("error_type").asText();
      actual.put("error_type", failed.errorType());
      wanted.put("error_type", errorType);
      String error = expected.path("error").asText();
      if (Binding.onText(error, vector)) {
        actual.put("error", failed.error());
        wanted.put("error", error);
      }
    }
    return Objects.equals(wanted, actual) ? Verdict.PASSED : Verdict.failed(wanted, actual);
  }

  private static Map<String, @Nullable Object> pool(NodeResult result) {
    Map<String, @Nullable Object> pool = new LinkedHashMap<>();
    result
        .outputs()
        .forEach(
            (name, output) -> {
              Map<String, @Nullable Object> typed = new LinkedHashMap<>();
              typed.put("type", Value.of(output).type().wireName());
              typed.put("value", output);
              pool.put(name, typed);
            });
    return pool;
  }
}
