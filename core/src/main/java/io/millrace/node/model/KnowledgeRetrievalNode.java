package io.millrace.node.model;

import io.millrace.error.MillraceException;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.RecordRanking;
import io.millrace.knowledge.RetrievalResult;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievedRecord;
import io.millrace.knowledge.Retriever;
import io.millrace.model.CallSuspendedException;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches knowledge bases (spec/04 §7); they are named by id or by name. */
final class KnowledgeRetrievalNode implements NodeExecutor {
  private final List<String> query;
  private final List<String> bases;
  private final RetrievalPlan plan;
  private final MetadataConditions manual;
  private final @Nullable ModelFilter automatic;
  private final @Nullable ModelSettings automaticModel;
  private final NodeServices services;

  KnowledgeRetrievalNode(Settings settings, NodeServices services) {
    this.query =
        settings.raw("query_variable_selector") == null
            ? List.of()
            : settings.strings("query_variable_selector");
    this.bases = settings.strings("dataset_ids");
    this.plan = RetrievalPlan.read(settings);
    String filtering = settings.string("metadata_filtering_mode", "disabled");
    this.manual =
        filtering.equals("manual")
            ? MetadataConditions.read(settings)
            : MetadataConditions.read(Settings.of(Map.of()));
    this.automaticModel =
        filtering.equals("automatic")
            ? ModelSettings.read(settings.requiredObject("metadata_model_config"))
            : null;
    this.automatic = automaticModel == null ? null : new ModelFilter(automaticModel);
    this.services = services;
  }

  @Override
  public NodeResult execute(NodeContext node) {
    Value question = node.variables().find(query).orElse(Value.NONE);
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    inputs.put("query", question.raw());
    try {
      if (question.type() != ValueType.STRING) {
        throw new ModelNodeException("ValueError", "Query variable is not string type.");
      } else if (question.text().isEmpty()) {
        throw new ModelNodeException("ValueError", "Query is required.");
      }
      return NodeResult.succeeded(
              Map.of("result", new Value(ValueType.ARRAY_OBJECT, search(node, question.text()))))
          .withInputs(inputs);
    } catch (CallSuspendedException suspended) {
      return NodeResult.after(suspended.delay());
    } catch (MillraceException e) {
      return Failures.failed(e).withInputs(inputs);
    }
  }

  private List<Map<String, @Nullable Object>> search(NodeContext node, String text) {
    KnowledgeStore store =
        services
            .knowledge()
            .orElseThrow(
                () ->
                    new ModelNodeException(
                        "ValueError",
                        "This engine has no knowledge store. Call store() on its builder"));
    List<KnowledgeBase> all = known(store, node);
    MetadataFilter filter = filter(node, store, all, text);
    Map<String, KnowledgeBase> byDocument = new LinkedHashMap<>();
    List<RetrievedRecord> found = new ArrayList<>();
    for (KnowledgeBase base : chosen(node, all, text)) {
      RetrievalResult result = search(store, base, text, filter);
      result.warnings().forEach(node::warn);
      for (RetrievedRecord one : result.records()) {
        byDocument.put(one.document().id(), base);
        found.add(one);
      }
    }
    List<Map<String, @Nullable Object>> shown = new ArrayList<>();
    for (RetrievedRecord best : ranked(node, store, text, found)) {
      KnowledgeBase base = byDocument.get(best.document().id());
      if (base != null) {
        shown.add(RetrievedContext.of(base, best, shown.size() + 1));
      }
    }
    return shown;
  }

  private List<KnowledgeBase> known(KnowledgeStore store, NodeContext node) {
    List<KnowledgeBase> known = new ArrayList<>();
    for (String idOrName : bases) {
      Optional<KnowledgeBase> base = store.find(idOrName).or(() -> store.findByName(idOrName));
      if (base.isPresent()) {
        known.add(base.get());
      } else {
        node.warn(
            "No knowledge base '%s'; it was left out. There are: %s"
                .formatted(idOrName, store.list().stream().map(KnowledgeBase::name).toList()));
      }
    }
    return known;
  }

  private List<KnowledgeBase> chosen(NodeContext node, List<KnowledgeBase> all, String text) {
    ModelSettings router = plan.router();
    return router == null || all.size() < 2
        ? all
        : new KnowledgeRouter(router)
            .choose(
                services.chatModel(router.id()), call(node, "router"), node.variables(), all, text);
  }

  private static ModelCall call(NodeContext node, String purpose) {
    return ModelCall.suspending(
        node.executionId() + "#" + purpose, node.deadline(), node::cancelled);
  }

  private @Nullable MetadataFilter filter(
      NodeContext node, KnowledgeStore store, List<KnowledgeBase> all, String text) {
    return automatic == null || automaticModel == null
        ? manual.filter(node.variables())
        : automatic.filter(
            services.chatModel(automaticModel.id()),
            call(node, "filter"),
            node.variables(),
            store,
            all,
            text);
  }

  /** One knowledge base is searched its own way; of several, only the method is its own. */
  private RetrievalResult search(
      KnowledgeStore store, KnowledgeBase base, String text, @Nullable MetadataFilter filter) {
    RetrievalSettings own = base.retrieval();
    boolean single = plan.router() != null;
    RetrievalSettings settings =
        new RetrievalSettings(
            own.method(),
            single ? own.topK() : plan.topK(),
            single ? own.scoreThreshold() : null,
            single ? own.reranking() : RetrievalSettings.Reranking.NONE,
            filter);
    return new Retriever(store)
        .retrieve(base, text, settings, embedding(base), rerank(settings.reranking().model()));
  }

  private @Nullable EmbeddingModel embedding(KnowledgeBase base) {
    if (base.technique() == IndexingTechnique.ECONOMY) {
      return null;
    }
    ModelId wanted = base.embeddingModel();
    return services.embedding(wanted == null ? new ModelId("", "") : wanted).model();
  }

  private @Nullable RerankModel rerank(@Nullable ModelId id) {
    return id == null ? null : services.rerankModel(id).orElse(null);
  }

  private List<RetrievedRecord> ranked(
      NodeContext node, KnowledgeStore store, String text, List<RetrievedRecord> found) {
    if (plan.router() != null) {
      return found;
    }
    ModelId wanted = plan.reranking().model();
    RerankModel model = rerank(wanted);
    if (wanted != null && model == null) {
      node.warn(
          "No reranking model serves %s: the order is that of the searches themselves."
              .formatted(wanted));
    }
    return new RecordRanking(plan.reranking(), plan.topK(), plan.scoreThreshold())
        .best(text, found, store, model);
  }
}
