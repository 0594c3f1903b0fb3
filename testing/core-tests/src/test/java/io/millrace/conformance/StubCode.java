package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.node.CodeExecutor;
import io.millrace.node.CodeLimits;
import io.millrace.node.NodeServices;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Code that always returns one thing, and the limits it is held to. */
record StubCode(JsonNode result, JsonNode limits) implements CodeExecutor {

  @Override
  public Map<String, @Nullable Object> execute(Request request) {
    return VectorValues.map(result);
  }

  @Override
  public void close() {}

  /** Returns services that have only this. */
  NodeServices services() {
    return (NodeServices)
        Proxy.newProxyInstance(
            NodeServices.class.getClassLoader(),
            new Class<?>[] {NodeServices.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "codeExecutor" -> Optional.of(this);
                  case "codeLimits" -> limits(limits);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  static CodeLimits limits(JsonNode limits) {
    CodeLimits defaults = CodeLimits.DEFAULT;
    return new CodeLimits(
        limits.path("max_string_length").asInt(defaults.maxStringLength()),
        number(limits, "min_number", defaults.minNumber()),
        number(limits, "max_number", defaults.maxNumber()),
        limits.path("max_precision").asInt(defaults.maxPrecision()),
        limits.path("max_depth").asInt(defaults.maxDepth()),
        limits.path("max_number_array_length").asInt(defaults.maxNumberArray()),
        limits.path("max_string_array_length").asInt(defaults.maxStringArray()),
        limits.path("max_object_array_length").asInt(defaults.maxObjectArray()));
  }

  private static BigInteger number(JsonNode limits, String name, BigInteger fallback) {
    return limits.has(name) ? limits.get(name).bigIntegerValue() : fallback;
  }
}
