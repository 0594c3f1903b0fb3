package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.error.MillraceException;
import io.millrace.file.FileRef;
import io.millrace.model.CallSuspendedException;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import io.millrace.node.TemplateRenderer;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a chat model (spec/04 §7). Memory has no meaning in a pipeline and is left out. */
final class LlmNode implements NodeExecutor {
  private final ModelSettings model;
  private final ImmutableList<Prompt> prompts;
  private final ImmutableMap<String, Selector> jinjaVariables;
  private final ModelContext context;
  private final Vision vision;
  private final @Nullable StructuredOutput structured;
  private final boolean separated;
  private final NodeServices services;

  LlmNode(Settings settings, NodeServices services) {
    this.model = ModelSettings.read(settings.requiredObject("model"));
    this.prompts = Prompt.readAll(settings);
    this.jinjaVariables = jinjaVariables(settings.object("prompt_config"));
    this.context = ModelContext.read(settings);
    this.vision = Vision.read(settings);
    this.structured = StructuredOutput.read(settings);
    this.separated = settings.string("reasoning_format", "tagged").equals("separated");
    this.services = services;
  }

  private static ImmutableMap<String, Selector> jinjaVariables(Settings config) {
    ImmutableMap.Builder<String, Selector> variables = ImmutableMap.builder();
    if (config.raw("jinja2_variables") != null) {
      for (Settings variable : config.requiredObjects("jinja2_variables")) {
        variables.put(variable.string("variable"), variable.selector("value_selector"));
      }
    }
    return variables.buildKeepingLast();
  }

  @Override
  public NodeResult execute(NodeContext node) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    Map<String, @Nullable Object> process = new LinkedHashMap<>();
    try {
      return ask(node, inputs, process);
    } catch (CallSuspendedException suspended) {
      return NodeResult.after(suspended.delay());
    } catch (MillraceException e) {
      return Failures.failed(e).withInputs(inputs).withProcessData(process);
    }
  }

  private NodeResult ask(
      NodeContext node,
      Map<String, @Nullable Object> inputs,
      Map<String, @Nullable Object> process) {
    VariablePool variables = node.variables();
    collect(variables, inputs);
    List<FileRef> files = vision.files(variables);
    if (!files.isEmpty()) {
      inputs.put("#files#", files);
    }
    String background = context.text(variables);
    if (!background.isEmpty()) {
      inputs.put("#context#", background);
    }
    model.showIn(inputs);
    ChatModel chat = services.chatModel(model.id());
    Messages messages = messages(node, chat, files, background);
    ChatRequest request =
        new ChatRequest(
            messages.all(),
            ImmutableList.of(),
            structured == null ? null : structured.format(),
            model.resolved(variables));
    process.put("model_mode", model.mode());
    process.put("prompts", messages.shown());
    long started = System.nanoTime();
    ChatAnswer answer = stream(node, chat, request);
    Map<String, @Nullable Object> usage =
        Usages.shown(answer.usage(), Duration.ofNanos(System.nanoTime() - started));
    process.put("usage", usage);
    process.put("finish_reason", answer.finishReason());
    model.showIn(process);
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    Reasoning reasoning =
        separated ? Reasoning.split(answer.text()) : new Reasoning(answer.text(), "");
    outputs.put("text", reasoning.text());
    outputs.put("reasoning_content", reasoning.thoughts());
    outputs.put("usage", usage);
    outputs.put("finish_reason", answer.finishReason());
    if (structured != null) {
      outputs.put("structured_output", structured.read(answer.text()));
    }
    return NodeResult.succeeded(outputs)
        .withInputs(inputs)
        .withProcessData(process)
        .withMetadata(Usages.metadata(answer.usage()));
  }

  private ChatAnswer stream(NodeContext node, ChatModel chat, ChatRequest request) {
    ModelCall call = ModelCall.suspending(node.executionId(), node.deadline(), node::cancelled);
    if (!separated) {
      return chat.chat(request, call, piece -> node.stream("text", piece));
    }
    ThoughtFilter filter = new ThoughtFilter(piece -> node.stream("text", piece));
    ChatAnswer answer = chat.chat(request, call, filter);
    filter.finish();
    return answer;
  }

  /** A reference without a value fails the node, other than in other templates. */
  private void collect(VariablePool variables, Map<String, @Nullable Object> inputs) {
    for (Prompt prompt : prompts) {
      for (Selector selector : prompt.references()) {
        String name = "#" + selector.dotted() + "#";
        inputs.put(name, shown(required(variables, selector, name)));
      }
    }
    jinjaVariables.forEach(
        (name, selector) -> inputs.put(name, shown(required(variables, selector, name))));
  }

  private static Value required(VariablePool variables, Selector selector, String name) {
    return variables
        .get(selector)
        .orElseThrow(
            () ->
                new ModelNodeException("VariableNotFoundError", "Variable " + name + " not found"));
  }

  private static @Nullable Object shown(Value value) {
    if (value.type() == ValueType.NONE) {
      return "";
    }
    return value.type() == ValueType.SECRET ? value.log() : value.raw();
  }

  private Messages messages(
      NodeContext node, ChatModel chat, List<FileRef> files, String background) {
    MediaParts parts = new MediaParts(services.files(), chat, vision.detail(), node::warn);
    Messages messages = new Messages();
    for (Prompt prompt : prompts) {
      String jinja = prompt.jinja();
      if (jinja != null) {
        messages.add(prompt.role(), rendered(jinja, node));
      } else {
        messages.add(
            prompt.role(),
            prompt.text(node.variables(), background),
            prompt.shown(node.variables(), background));
        messages.add(prompt.role(), parts.of(prompt.files(node.variables())));
      }
    }
    messages.addFiles(parts.of(files));
    return messages;
  }

  private String rendered(String jinja, NodeContext node) {
    if (jinja.isEmpty()) {
      return "";
    }
    TemplateRenderer renderer =
        services
            .templateRenderer()
            .orElseThrow(
                () ->
                    new ModelNodeException(
                        "TemplateRenderError",
                        "No module that renders Jinja2 is installed. Add millrace-template-jinjava"
                            + " to the class path, or write the prompt without Jinja2"));
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    jinjaVariables.forEach((name, selector) -> values.put(name, node.variables().raw(selector)));
    return renderer.render(jinja, values, node.deadline(), node::cancelled);
  }
}
