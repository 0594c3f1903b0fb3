package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.graph.Node;
import io.millrace.node.BuiltInNodes;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the one node of a vector as the engine would, and compares what came of it. */
final class NodeVector {
  private static final String NODE_ID = "node";

  /** What an exception of an executor is for the engine (spec/04 §1). */
  private static final String UNEXPECTED = "WorkflowNodeError";

  private final JsonNode vector;
  private final JsonNode expected;
  private final RecordingNodeContext context;

  private NodeVector(JsonNode vector) {
    this.vector = vector;
    this.expected = vector.get("expected");
    this.context = new RecordingNodeContext(VectorPool.of(vector.path("variables")));
  }

  static Verdict run(JsonNode vector) {
    return new NodeVector(vector).run();
  }

  private Verdict run() {
    if (Binding.hasRandomId(expected)) {
      return Verdict.notBinding("a random id shows in the recorded text");
    }
    NodeExecutor executor;
    try {
      executor = new BuiltInNodes().create(node(), noServices());
    } catch (InvalidNodeException e) {
      return status().equals("invalid") ? Verdict.PASSED : Verdict.failed(expected, e);
    }
    if (status().equals("invalid")) {
      return Verdict.failed(expected, "the settings were accepted");
    }
    return compared(execute(executor));
  }

  private NodeResult execute(NodeExecutor executor) {
    try {
      return executor.execute(context);
    } catch (Exception e) {
      return NodeResult.failed(String.valueOf(e.getMessage()), UNEXPECTED).withInputs(Map.of());
    }
  }

  private Verdict compared(NodeResult result) {
    Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
    Map<String, @Nullable Object> actual = new LinkedHashMap<>();
    boolean succeeded = result instanceof NodeResult.Succeeded;
    expect(wanted, actual, "status", succeeded ? "succeeded" : "failed");
    expect(wanted, actual, "run_status", succeeded ? "succeeded" : "failed");
    if (!expected.path("inputs").isNull()) {
      expect(wanted, actual, "inputs", result.inputs());
    }
    expect(wanted, actual, "outputs", plain(result.outputs()));
    if (result instanceof NodeResult.Failed failed) {
      expect(wanted, actual, "error_type", failed.errorType());
      if (Binding.onText(expected.path("error").asText(), vector)) {
        wanted.put("error", withoutClass(expected.path("error").asText()));
        actual.put("error", withoutClass(failed.error()));
      }
    }
    if (expected.has("process_data")) {
      expect(wanted, actual, "process_data", result.processData());
    }
    expect(wanted, actual, "pool", stored(result));
    if (expected.has("updates")) {
      expect(wanted, actual, "updates", context.updates());
      expect(wanted, actual, "after", after());
    }
    return Objects.equals(wanted, actual) ? Verdict.PASSED : Verdict.failed(wanted, actual);
  }

  private void expect(
      Map<String, @Nullable Object> wanted,
      Map<String, @Nullable Object> actual,
      String field,
      @Nullable Object value) {
    wanted.put(field, VectorValues.raw(expected.path(field)));
    actual.put(field, value);
  }

  /** The original names its own class where we name the type. */
  private static String withoutClass(String error) {
    int at = error.indexOf("actual type: ");
    return at < 0 ? error : error.substring(0, at);
  }

  private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> outputs) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    outputs.forEach(
        (name, output) -> plain.put(name, output instanceof Value value ? value.raw() : output));
    return plain;
  }

  private static Map<String, @Nullable Object> stored(NodeResult result) {
    VariablePool pool = new VariablePool();
    if (result instanceof NodeResult.Succeeded) {
      result.outputs().forEach((name, output) -> pool.put(NODE_ID, name, Value.of(output)));
    }
    Map<String, @Nullable Object> stored = new LinkedHashMap<>();
    pool.under(NODE_ID).forEach((name, value) -> stored.put(name, typed(value)));
    return stored;
  }

  private Map<String, @Nullable Object> after() {
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    expected
        .get("after")
        .fieldNames()
        .forEachRemaining(
            path -> {
              String[] parts = path.split("\\.", 2);
              after.put(
                  path,
                  context
                      .variables()
                      .stored(parts[0], parts[1])
                      .map(NodeVector::typed)
                      .orElse(null));
            });
    return after;
  }

  private static Map<String, @Nullable Object> typed(Value value) {
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    typed.put("type", value.type().wireName());
    typed.put("value", value.raw());
    return typed;
  }

  private String status() {
    return expected.get("status").textValue();
  }

  private Node node() {
    Map<String, Object> data = new LinkedHashMap<>();
    VectorValues.map(vector.get("data")).forEach(data::put);
    return new Node(0, NODE_ID, vector.get("data").get("type").textValue(), "", data, null);
  }

  /** These nodes use no service; one that did would fail its case. */
  private static NodeServices noServices() {
    return (NodeServices)
        Proxy.newProxyInstance(
            NodeServices.class.getClassLoader(),
            new Class<?>[] {NodeServices.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
