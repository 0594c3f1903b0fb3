package io.millrace.node.model;

import io.millrace.knowledge.KnowledgeBase;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ChatTool;
import io.millrace.model.ModelCall;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has a model pick the knowledge base that fits a question. */
final class KnowledgeRouter {
  private static final Map<String, Object> NO_PARAMETERS =
      Map.of("type", "object", "properties", Map.of(), "required", List.of());

  private final ModelSettings settings;

  KnowledgeRouter(ModelSettings settings) {
    this.settings = settings;
  }

  /** Returns the one that was picked, or none. */
  List<KnowledgeBase> choose(
      ChatModel model,
      ModelCall call,
      VariablePool variables,
      List<KnowledgeBase> bases,
      String query) {
    List<ChatTool> tools = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    for (KnowledgeBase base : bases) {
      String about =
          base.description().isBlank()
              ? "Knows about " + base.name()
              : base.description().replaceAll("[\\r\\n]", "");
      tools.add(new ChatTool(base.id(), about, NO_PARAMETERS));
      list.append(base.id()).append(": ").append(about).append('\n');
    }
    ChatRequest request =
        ChatRequest.of(
                ChatMessage.system(
                    "Pick the one knowledge base that can answer the user's question"
                        + (model.takesTools()
                            ? ", by calling its function."
                            : ", and answer with its id and nothing else. An answer without an id"
                                + " means that none fits.\n\n"
                                + list)),
                ChatMessage.user(query))
            .withTools(model.takesTools() ? tools : List.of())
            .withParameters(settings.resolved(variables));
    ChatAnswer answer = model.chat(request, call);
    String picked = answer.toolCalls().isEmpty() ? answer.text() : answer.toolCalls().get(0).name();
    return bases.stream().filter(base -> picked.contains(base.id())).limit(1).toList();
  }
}
