package io.millrace.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.node.CodeExecutionException;
import io.millrace.node.CodeExecutor;
import io.millrace.node.CodeLimits;
import io.millrace.node.NodeServices;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does what the JSON in a code node's {@code code} says; one instance a run. */
final class ScriptedCode implements CodeExecutor {
  private static final JsonMapper JSON = new JsonMapper();
  private final Map<String, Integer> failures = new HashMap<>();

  @Override
  public Map<String, @Nullable Object> execute(Request request) {
    JsonNode script;
    try {
      script = JSON.readTree(request.code());
    } catch (JsonProcessingException e) {
      throw new CodeExecutionException("The script is not JSON", e);
    }
    pause(script.path("sleep_ms").asInt());
    Map<String, @Nullable Object> inputs = request.inputs();
    return switch (script.get("op").asText()) {
      case "return" -> VectorValues.map(script.get("outputs"));
      case "echo" -> inputs;
      case "fail" -> throw new CodeExecutionException(message(script));
      case "crash" -> throw new IllegalStateException(message(script));
      case "fail_times" -> failTimes(script);
      case "fail_if" -> failIf(script, inputs);
      case "add" -> result(number(script, inputs) + script.get("by").asDouble(), script, inputs);
      case "mul" -> result(number(script, inputs) * script.get("by").asDouble(), script, inputs);
      case "append" -> append(script, inputs);
      case "pair" -> pair(script, inputs);
      default -> throw new IllegalArgumentException("Unknown op in " + script);
    };
  }

  private static String message(JsonNode script) {
    return script.get("message").asText();
  }

  private static void pause(int millis) {
    try {
      boolean counted = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
      assert !counted;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, @Nullable Object> failTimes(JsonNode script) {
    int before;
    synchronized (failures) {
      before = failures.merge(script.get("key").asText(), 1, Integer::sum) - 1;
    }
    if (before < script.get("n").asInt()) {
      throw new CodeExecutionException(message(script));
    }
    return VectorValues.map(script.get("outputs"));
  }

  private static Map<String, @Nullable Object> failIf(
      JsonNode script, Map<String, @Nullable Object> inputs) {
    Object value = inputs.get(script.get("var").asText());
    for (JsonNode bad : script.get("in")) {
      if (Objects.equals(VectorValues.raw(bad), value)) {
        throw new CodeExecutionException(message(script));
      }
    }
    return script.has("outputs")
        ? VectorValues.map(script.get("outputs"))
        : Collections.singletonMap(script.path("as").asText("result"), value);
  }

  private static double number(JsonNode script, Map<String, @Nullable Object> inputs) {
    return inputs.get(script.get("var").asText()) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  /** Whole numbers stay whole, as in Python. */
  private static Map<String, @Nullable Object> result(
      double value, JsonNode script, Map<String, @Nullable Object> inputs) {
    boolean whole =
        inputs.get(script.get("var").asText()) instanceof Long
            && script.get("by").isIntegralNumber();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("result", whole ? (Object) Math.round(value) : (Object) value);
    return result;
  }

  private static Map<String, @Nullable Object> append(
      JsonNode script, Map<String, @Nullable Object> inputs) {
    List<@Nullable Object> list = new ArrayList<>();
    if (inputs.get(script.get("list").asText()) instanceof List<?> before) {
      list.addAll(before);
    }
    list.add(inputs.get(script.get("item").asText()));
    return Collections.singletonMap("result", list);
  }

  private static Map<String, @Nullable Object> pair(
      JsonNode script, Map<String, @Nullable Object> inputs) {
    Object value = inputs.get(script.get("var").asText());
    return Collections.singletonMap("result", Collections.nCopies(script.get("n").asInt(), value));
  }

  @Override
  public void close() {}

  /** Returns services that have only this. */
  NodeServices services(JsonNode limits) {
    CodeLimits codeLimits = StubCode.limits(limits);
    return (NodeServices)
        Proxy.newProxyInstance(
            NodeServices.class.getClassLoader(),
            new Class<?>[] {NodeServices.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "codeExecutor" -> Optional.of(this);
                  case "codeLimits" -> codeLimits;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
