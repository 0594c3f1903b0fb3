package io.millrace.conformance;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.graph.Node;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.template.jinjava.JinjavaTemplateProvider;
import io.millrace.variable.VariablePool;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The {@code template-transform} node. Names that do not exist print as nothing, as in Dify's
 * sandbox: a vector's {@code expected_lenient} is the one that counts.
 */
class JinjaConformanceTest {
  private static final NodeExecutorProvider TEMPLATES = new JinjavaTemplateProvider();

  @Test
  void templatesRenderAsRecorded() {
    ConformanceSuite.load("engine", "templates")
        .only("jinja", vector -> vector.get("kind").textValue().equals("jinja2"))
        .check(JinjaConformanceTest::run);
  }

  private static Verdict run(JsonNode vector) throws Exception {
    VariablePool pool = new VariablePool();
    List<Object> variables = new ArrayList<>();
    VectorValues.map(vector.path("variables"))
        .forEach(
            (name, value) -> {
              pool.put("start", name, value);
              variables.add(Map.of("variable", name, "value_selector", List.of("start", name)));
            });
    Map<String, Object> data =
        Map.of("template", vector.get("template").textValue(), "variables", variables);
    Node node = new Node(0, "node", "template-transform", "", data, null);
    NodeExecutor executor = TEMPLATES.create(node, noServices());
    NodeResult result = executor.execute(new RecordingNodeContext(pool));
    JsonNode expected =
        vector.has("expected_lenient") ? vector.get("expected_lenient") : vector.get("expected");
    boolean succeeded = result instanceof NodeResult.Succeeded;
    if (!expected.get("status").textValue().equals(succeeded ? "succeeded" : "failed")) {
      return Verdict.failed(expected, result);
    }
    // Texts of errors are Python's and do not bind.
    return succeeded
        ? Verdict.equal(
            requireNonNull(expected.get("output")).textValue(), result.outputs().get("output"))
        : Verdict.PASSED;
  }

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
