package io.millrace;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes chunks that no pipeline made ready for the store. */
final class SegmentMaker {
  private final EngineServices services;

  SegmentMaker(EngineServices services) {
    this.services = services;
  }

  ImmutableList<NewSegment> make(KnowledgeBase base, Object chunks) {
    Indexer indexer =
        services
            .indexer()
            .orElseThrow(
                () ->
                    new KnowledgeException(
                        "This engine has no knowledge store. Call store() on its builder"));
    EmbeddingModel model = model(base);
    KnowledgeBase ready = model == null ? base : services.rememberVectorModel(base, model);
    return indexer.index(ready, "", chunks, model, Instant.now()).segments();
  }

  private @Nullable EmbeddingModel model(KnowledgeBase base) {
    if (base.technique() == IndexingTechnique.ECONOMY) {
      return null;
    }
    ModelId wanted = base.embeddingModel();
    return services.embedding(wanted == null ? new ModelId("", "") : wanted).model();
  }
}
