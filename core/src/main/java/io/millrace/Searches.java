package io.millrace;

import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.RetrievalResult;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.Retriever;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import org.jspecify.annotations.Nullable;

/** Searches knowledge bases with the model that made their vectors. */
final class Searches {
  private final EngineServices services;

  Searches(EngineServices services) {
    this.services = services;
  }

  RetrievalResult search(String nameOrId, String query, @Nullable RetrievalSettings settings) {
    KnowledgeStore store =
        services
            .knowledge()
            .orElseThrow(
                () ->
                    new KnowledgeException(
                        "This engine has no knowledge store. Call store() on its builder"));
    KnowledgeBase base =
        store
            .findByName(nameOrId)
            .or(() -> store.find(nameOrId))
            .orElseThrow(
                () ->
                    new KnowledgeException(
                        "No knowledge base '%s'. There are: %s"
                            .formatted(
                                nameOrId,
                                store.list().stream().map(KnowledgeBase::name).toList())));
    RetrievalSettings used = settings == null ? base.retrieval() : settings;
    ModelId reranking = used.reranking().model();
    return new Retriever(store)
        .retrieve(
            base,
            query,
            used,
            model(base),
            reranking == null ? null : services.rerankModel(reranking).orElse(null));
  }

  private @Nullable EmbeddingModel model(KnowledgeBase base) {
    if (base.technique() == IndexingTechnique.ECONOMY) {
      return null;
    }
    KnowledgeBase.VectorModel stored = base.vectorModel();
    ModelId wanted = stored == null ? base.embeddingModel() : stored.id();
    return services.embedding(wanted == null ? new ModelId("", "") : wanted).model();
  }
}
