package io.millrace.node;

import io.millrace.graph.Node;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import io.millrace.variable.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls a tool and makes outputs of what it says (spec/04 §5). */
final class ToolNode implements NodeExecutor {
  private final String providerId;
  private final String toolName;
  private final Map<String, ToolArgument> arguments;
  private final Map<String, @Nullable Object> toolInfo = new LinkedHashMap<>();
  private final NodeServices services;
  private final ToolInvocation.Services lent;

  ToolNode(Node node, NodeServices services) {
    Settings settings = Settings.of(node);
    this.providerId = settings.string("provider_id");
    this.toolName = settings.string("tool_name");
    this.arguments = ToolArgument.readAll(settings);
    this.services = services;
    this.lent =
        new ToolInvocation.Services(services.files(), services.fileStore(), services.extractor());
    toolInfo.put("provider_type", settings.string("provider_type", "builtin"));
    toolInfo.put("provider_id", providerId);
    toolInfo.put("plugin_unique_identifier", settings.raw("plugin_unique_identifier"));
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Optional<Tool> found = services.tool(providerId, toolName);
    if (found.isEmpty()) {
      return failed(
          "Failed to get tool runtime: no tool '%s' of provider '%s' is installed. Add the module that has it to the class path, or its ToolProvider to the engine's builder"
              .formatted(toolName, providerId),
          "ToolNotFoundError",
          Map.of());
    }
    Tool tool = found.get();
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, ToolArgument> argument : arguments.entrySet()) {
      Optional<ToolParameter> declared = tool.description().parameter(argument.getKey());
      String problem = bind(argument.getKey(), argument.getValue(), declared, context, parameters);
      if (problem != null) {
        return failed(problem, "ToolParameterError", parameters);
      }
    }
    try {
      List<ToolMessage> messages = tool.invoke(new ToolInvocation(parameters, lent));
      if (messages == null || messages.stream().anyMatch(Objects::isNull)) {
        return failed(
            "Failed to invoke tool: it returned null. " + blame(tool), "ToolNodeError", parameters);
      }
      for (ToolMessage message : messages) {
        if (message instanceof ToolMessage.Warning warning) {
          context.warn(warning.text());
        }
      }
      return NodeResult.succeeded(ToolOutputs.of(messages))
          .withInputs(parameters)
          .withMetadata(Map.of("tool_info", toolInfo));
    } catch (ToolException e) {
      return failed(textOf(e) + whence(textOf(e), parameters), "ToolInvokeError", parameters);
    } catch (RuntimeException e) {
      return failed(
          "Failed to invoke tool: %s. %s".formatted(textOf(e), blame(tool)),
          e.getClass().getSimpleName(),
          parameters);
    }
  }

  private String blame(Tool tool) {
    return "That is a defect of tool '%s' of provider '%s' (%s)"
        .formatted(toolName, providerId, tool.getClass().getName());
  }

  private @Nullable String bind(
      String name,
      ToolArgument argument,
      Optional<ToolParameter> declared,
      NodeContext context,
      Map<String, @Nullable Object> parameters) {
    if (declared.isEmpty()) {
      parameters.put(name, null);
      return null;
    }
    Selector selector = argument.selector();
    if (selector != null && context.variables().get(selector).isEmpty()) {
      return declared.get().required() ? "Variable " + selector + " does not exist" : null;
    }
    try {
      parameters.put(name, ToolCasts.cast(declared.get(), argument.value(context.variables())));
      return null;
    } catch (IllegalArgumentException e) {
      return "Parameter '" + name + "' of tool '" + toolName + "': " + e.getMessage();
    }
  }

  /** Says where a value comes from that the tool misses. */
  private String whence(String problem, Map<String, @Nullable Object> parameters) {
    for (Map.Entry<String, ToolArgument> argument : arguments.entrySet()) {
      Selector selector = argument.getValue().selector();
      String name = argument.getKey();
      if (selector != null && parameters.get(name) == null && problem.contains("'" + name + "'")) {
        return " It comes from %s, which has no value: give it one.".formatted(selector);
      }
    }
    return "";
  }

  private static String textOf(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private NodeResult failed(
      String error, String errorType, Map<String, @Nullable Object> parameters) {
    return new NodeResult.Failed(
        error, errorType, parameters, Map.of(), Map.of(), Map.of("tool_info", toolInfo));
  }
}
