package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Calls a tool with a vector's parameters and compares what it says. */
final class ToolVector {
  private ToolVector() {}

  /** Returns the installed tool, found as an engine finds it. */
  static Tool installed(String providerId, String toolName) {
    return ServiceLoader.load(ToolProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals(providerId))
        .flatMap(provider -> provider.tools().stream())
        .filter(tool -> tool.description().name().equals(toolName))
        .findFirst()
        .orElseThrow();
  }

  static Verdict check(
      Tool tool,
      Map<String, @Nullable Object> parameters,
      ToolInvocation.Services services,
      JsonNode expect) {
    List<Object> actual = new ArrayList<>();
    boolean failed = false;
    try {
      tool.invoke(new ToolInvocation(parameters, services)).forEach(m -> actual.add(shape(m)));
    } catch (ToolException e) {
      failed = true;
      actual.add("exception: " + e.getMessage());
    }
    // Types and texts of exceptions are the original's own; that it failed is what binds.
    boolean failureExpected = expect.has("exception");
    if (failed && failureExpected) {
      return ownTextsAgree(expect.get("exception").path("message").asText(), actual.toString());
    }
    List<Object> expected = new ArrayList<>();
    expect.path("messages").forEach(message -> expected.add(shape(message)));
    if (failureExpected) {
      expected.add("exception: " + expect.get("exception").path("message").asText());
    }
    return agree(expected, actual) ? Verdict.PASSED : Verdict.failed(expected, actual);
  }

  /** The texts that the specification names must be ours word for word. */
  private static Verdict ownTextsAgree(String expected, String actual) {
    boolean binds =
        expected.startsWith("Got a larger chunk overlap")
            || expected.startsWith("Unsupported parent mode")
            || expected.equals("input_text is required");
    return !binds || actual.contains(expected) ? Verdict.PASSED : Verdict.failed(expected, actual);
  }

  private static boolean agree(List<Object> expected, List<Object> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!Objects.equals(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Object shape(ToolMessage message) {
    if (message instanceof ToolMessage.Text text) {
      return List.of("text", text.text());
    }
    if (message instanceof ToolMessage.Variable variable) {
      return List.of("variable", variable.name(), Objects.requireNonNull(variable.value()));
    }
    return message;
  }

  private static Object shape(JsonNode message) {
    return message.path("type").asText().equals("text")
        ? List.of("text", message.path("text").asText())
        : List.of(
            "variable",
            message.path("name").asText(),
            Objects.requireNonNull(VectorValues.raw(message.get("value"))));
  }
}
