package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import io.millrace.error.MillraceException;
import io.millrace.model.CallSuspendedException;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage.Role;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import io.millrace.python.PythonText;
import io.millrace.variable.Template;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has a model choose the branch that fits a question (spec/04 §7). */
final class QuestionClassifierNode implements NodeExecutor {
  private final ModelSettings model;
  private final List<String> query;
  private final ImmutableList<Category> categories;
  private final Template instruction;
  private final Vision vision;
  private final NodeServices services;

  QuestionClassifierNode(Settings settings, NodeServices services) {
    this.model = ModelSettings.read(settings.requiredObject("model"));
    this.query =
        settings.raw("query_variable_selector") == null
            ? List.of()
            : settings.strings("query_variable_selector");
    ImmutableList.Builder<Category> classes = ImmutableList.builder();
    int place = 0;
    for (Settings category : settings.requiredObjects("classes")) {
      classes.add(Category.read(category, ++place));
    }
    this.categories = classes.build();
    if (categories.isEmpty()) {
      throw new InvalidNodeException("classes must have at least one class");
    }
    this.instruction = Template.parse(settings.string("instruction", ""));
    this.vision = Vision.read(settings);
    this.services = services;
  }

  @Override
  public NodeResult execute(NodeContext node) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    Map<String, @Nullable Object> process = new LinkedHashMap<>();
    try {
      return classify(node, inputs, process);
    } catch (CallSuspendedException suspended) {
      return NodeResult.after(suspended.delay());
    } catch (MillraceException e) {
      return Failures.failed(e).withInputs(inputs).withProcessData(process);
    }
  }

  private NodeResult classify(
      NodeContext node,
      Map<String, @Nullable Object> inputs,
      Map<String, @Nullable Object> process) {
    VariablePool variables = node.variables();
    Value question = variables.find(query).orElse(Value.NONE);
    inputs.put("query", question.raw());
    model.showIn(inputs);
    ChatModel chat = services.chatModel(model.id());
    Messages messages = messages(variables, question.text());
    messages.addFiles(
        new MediaParts(services.files(), chat, vision.detail(), node::warn)
            .of(vision.files(variables)));
    ChatRequest request =
        new ChatRequest(messages.all(), ImmutableList.of(), null, model.resolved(variables));
    long started = System.nanoTime();
    ChatAnswer answer =
        chat.chat(
            request, ModelCall.suspending(node.executionId(), node.deadline(), node::cancelled));
    Map<String, @Nullable Object> usage =
        Usages.shown(answer.usage(), Duration.ofNanos(System.nanoTime() - started));
    process.put("model_mode", model.mode());
    process.put("prompts", messages.shown());
    process.put("usage", usage);
    process.put("finish_reason", answer.finishReason());
    model.showIn(process);
    Category chosen = chosen(answer.text());
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("class_name", chosen.name().text(variables));
    outputs.put("class_label", chosen.label());
    outputs.put("class_id", chosen.id());
    outputs.put("usage", usage);
    return NodeResult.succeeded(outputs)
        .withInputs(inputs)
        .withProcessData(process)
        .withMetadata(Usages.metadata(answer.usage()))
        .withHandle(chosen.id());
  }

  private Messages messages(VariablePool variables, String question) {
    List<Map<String, String>> list = new ArrayList<>();
    for (Category category : categories) {
      list.add(
          Map.of("category_id", category.id(), "category_name", category.name().text(variables)));
    }
    String told = instruction.text(variables);
    Messages messages = new Messages();
    messages.add(
        Role.SYSTEM,
        "Choose the category that fits the user's text best. Answer with one JSON object that has"
            + " the members \"category_id\" and \"category_name\" of that category, as they are in"
            + " the list, and with nothing else.\n\nCategories:\n"
            + PythonText.json(list)
            + (told.isEmpty() ? "" : "\n\n" + told));
    messages.add(Role.USER, "<text>\n" + question + "\n</text>");
    return messages;
  }

  /** The first class stands for an answer that names none; an answer that is no JSON fails. */
  private Category chosen(String answer) {
    String text = Reasoning.withoutThoughts(answer);
    Map<String, @Nullable Object> object =
        JsonInText.object(text).orElseThrow(() -> unreadable(text));
    Category first = categories.get(0);
    if (!object.containsKey("category_name") || !(object.get("category_id") instanceof String id)) {
      return first;
    }
    return categories.stream()
        .filter(category -> category.id().equals(id))
        .findFirst()
        .orElse(first);
  }

  private static ModelNodeException unreadable(String text) {
    if (!text.contains("{")) {
      return new ModelNodeException("ValueError", "could not find json block in the output.");
    }
    int from = text.indexOf('{');
    return new ModelNodeException(
        "OutputParserError",
        "got invalid json object. error: the object is broken off or malformed: "
            + text.substring(from, Math.min(text.length(), from + 200)));
  }
}
