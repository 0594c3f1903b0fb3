package io.millrace.node.model;

import io.millrace.error.MillraceException;
import io.millrace.file.FileRef;
import io.millrace.model.CallSuspendedException;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage.Role;
import io.millrace.model.ChatMessage.ToolCall;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ChatTool;
import io.millrace.model.ModelCall;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import io.millrace.python.PythonText;
import io.millrace.variable.Selector;
import io.millrace.variable.Template;
import io.millrace.variable.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has a model find values in a text (spec/04 §7). */
final class ParameterExtractorNode implements NodeExecutor {
  private static final String UNREADABLE =
      "Failed to extract result from function call or text response, using empty result.";
  private static final String TOOL = "extract_parameters";

  private final ModelSettings model;
  private final Selector query;
  private final Parameters parameters;
  private final String instructionText;
  private final Template instruction;
  private final boolean byFunctionCall;
  private final Vision vision;
  private final NodeServices services;

  ParameterExtractorNode(Settings settings, NodeServices services) {
    this.model = ModelSettings.read(settings.requiredObject("model"));
    this.query = settings.selector("query");
    this.parameters = Parameters.read(settings);
    this.instructionText = settings.string("instruction", "");
    this.instruction = Template.parse(instructionText);
    this.byFunctionCall =
        settings.string("reasoning_mode", "function_call").equals("function_call");
    this.vision = Vision.read(settings);
    this.services = services;
  }

  @Override
  public NodeResult execute(NodeContext node) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    Map<String, @Nullable Object> process = new LinkedHashMap<>();
    try {
      return extract(node, inputs, process);
    } catch (CallSuspendedException suspended) {
      return NodeResult.after(suspended.delay());
    } catch (MillraceException e) {
      Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
      outputs.put("__is_success", 0L);
      outputs.put("__reason", "Failed to invoke model");
      outputs.put("__error", e.getMessage());
      return Failures.failed(e).withInputs(inputs).withProcessData(process).withOutputs(outputs);
    }
  }

  private NodeResult extract(
      NodeContext node,
      Map<String, @Nullable Object> inputs,
      Map<String, @Nullable Object> process) {
    String text = node.variables().get(query).map(Value::text).orElse("");
    List<FileRef> files = vision.files(node.variables());
    inputs.put("query", text);
    inputs.put("files", files);
    inputs.put("parameters", parameters.shown());
    inputs.put("instruction", instructionText);
    model.showIn(inputs);
    ChatModel chat = services.chatModel(model.id());
    List<ChatTool> tools = byFunctionCall && chat.takesTools() ? List.of(tool()) : List.of();
    Messages messages = messages(node, text, !tools.isEmpty());
    messages.addFiles(
        new MediaParts(services.files(), chat, vision.detail(), node::warn).of(files));
    process.put("model_mode", model.mode());
    process.put("prompts", messages.shown());
    process.put("function", tools.isEmpty() ? Map.of() : shown(tools.get(0)));
    model.showIn(process);
    ChatRequest request =
        ChatRequest.of(messages.all().toArray(io.millrace.model.ChatMessage[]::new))
            .withTools(tools)
            .withParameters(model.resolved(node.variables()));
    long started = System.nanoTime();
    ChatAnswer answer =
        chat.chat(
            request, ModelCall.suspending(node.executionId(), node.deadline(), node::cancelled));
    Map<String, @Nullable Object> usage =
        Usages.shown(answer.usage(), Duration.ofNanos(System.nanoTime() - started));
    process.put("usage", usage);
    process.put("tool_call", answer.toolCalls().isEmpty() ? null : shown(answer));
    process.put("llm_text", answer.text());
    return NodeResult.succeeded(outputs(answer, usage))
        .withInputs(inputs)
        .withProcessData(process)
        .withMetadata(Usages.metadata(answer.usage()));
  }

  private ChatTool tool() {
    return new ChatTool(
        TOOL, "Takes the parameters that were found in the text.", parameters.schema());
  }

  private static Map<String, Object> shown(ChatTool tool) {
    return Map.of(
        "name", tool.name(), "description", tool.description(), "parameters", tool.parameters());
  }

  private static Map<String, Object> shown(ChatAnswer answer) {
    ToolCall call = answer.toolCalls().get(0);
    return Map.of(
        "id",
        call.id(),
        "type",
        "function",
        "function",
        Map.of("name", call.name(), "arguments", call.arguments()));
  }

  private Messages messages(NodeContext node, String text, boolean withTool) {
    String how =
        withTool
            ? "Find the values that the function " + TOOL + " takes, and call it once with them."
            : "Find the values that the JSON schema describes. Answer with one JSON object that"
                + " fits the schema, and with nothing else.";
    String told = instruction.text(node.variables());
    Messages messages = new Messages();
    messages.add(
        Role.SYSTEM,
        how
            + " Take them from the text alone: what it does not say must not be made up."
            + (told.isEmpty() ? "" : "\n\n" + told));
    messages.add(
        Role.USER,
        "JSON schema:\n"
            + PythonText.json(parameters.schema())
            + "\n\nText:\n<text>\n"
            + text
            + "\n</text>");
    return messages;
  }

  private Map<String, @Nullable Object> outputs(
      ChatAnswer answer, Map<String, @Nullable Object> usage) {
    String problem = null;
    Map<String, @Nullable Object> result;
    if (answer.toolCalls().isEmpty()) {
      result = JsonInText.object(Reasoning.withoutThoughts(answer.text())).orElse(Map.of());
      if (result.isEmpty()) {
        result = parameters.nothing();
        problem = UNREADABLE;
      }
    } else {
      result = JsonInText.object(answer.toolCalls().get(0).arguments()).orElse(Map.of());
    }
    String invalid = parameters.problem(result);
    problem = invalid == null ? problem : invalid;
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("__is_success", problem == null ? 1L : 0L);
    outputs.put("__reason", problem);
    outputs.put("__usage", usage);
    outputs.putAll(parameters.values(result));
    return outputs;
  }
}
