package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.PageRequest;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.python.PythonText;
import io.millrace.variable.VariablePool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Has a model read metadata conditions out of a question ({@code automatic} filtering). */
final class ModelFilter {
  private static final int DOCUMENTS_LOOKED_AT = 100;

  private final ModelSettings settings;

  ModelFilter(ModelSettings settings) {
    this.settings = settings;
  }

  /** Returns the filter, or {@code null} when the question names none of the fields there are. */
  @Nullable MetadataFilter filter(
      ChatModel model,
      ModelCall call,
      VariablePool variables,
      KnowledgeStore store,
      List<KnowledgeBase> bases,
      String query) {
    Set<String> fields = new TreeSet<>();
    for (KnowledgeBase base : bases) {
      for (Document document :
          store.documents(base.id(), PageRequest.of(1, DOCUMENTS_LOOKED_AT)).items()) {
        fields.addAll(document.metadata().keySet());
      }
    }
    if (fields.isEmpty()) {
      return null;
    }
    ChatRequest request =
        ChatRequest.of(
                ChatMessage.system(
                    "Documents have metadata fields. Find what the user's question says of them."
                        + " Answer with one JSON object {\"conditions\": [{\"name\": field,"
                        + " \"comparison_operator\": operator, \"value\": value}]} and nothing"
                        + " else; the list is empty when the question says nothing of a field."
                        + " Operators: contains, not contains, start with, end with, is, is not,"
                        + " =, ≠, >, <, ≥, ≤, before, after.\n\nFields: "
                        + PythonText.json(List.copyOf(fields))),
                ChatMessage.user(query))
            .withParameters(settings.resolved(variables));
    return read(model.chat(request, call).text(), fields);
  }

  private static @Nullable MetadataFilter read(String answer, Set<String> fields) {
    Object list =
        JsonInText.object(Reasoning.withoutThoughts(answer))
            .map(object -> object.get("conditions"))
            .orElse(List.of());
    ImmutableList.Builder<MetadataFilter.Condition> conditions = ImmutableList.builder();
    if (list instanceof List<?> all) {
      for (Object each : all) {
        if (each instanceof Map<?, ?> map
            && map.get("name") instanceof String name
            && map.get("comparison_operator") instanceof String operator
            && fields.contains(name)) {
          add(conditions, name, operator, map.get("value"));
        }
      }
    }
    ImmutableList<MetadataFilter.Condition> read = conditions.build();
    return read.isEmpty() ? null : new MetadataFilter(true, read);
  }

  private static void add(
      ImmutableList.Builder<MetadataFilter.Condition> conditions,
      String name,
      String operator,
      @Nullable Object value) {
    try {
      conditions.add(new MetadataFilter.Condition(name, operator, value));
    } catch (KnowledgeException unknownOperator) {
      // the model made it up: the search is wider then
    }
  }
}
