package io.millrace;

import io.millrace.error.MillraceException;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import io.millrace.node.NodeServices.ResolvedEmbedding;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an economy knowledge base one of high quality (spec/06 §1): first every document gets
 * vectors, one commit each, then the base changes. Until then it is searched by keywords; when the
 * work is cut off, the next run takes it up where it was.
 */
final class TechniqueSwitch {
  private static final Logger log = LoggerFactory.getLogger(TechniqueSwitch.class);
  private static final int PAGE = 100;

  private final EngineServices services;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();

  TechniqueSwitch(EngineServices services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /**
   * Switches a base over, unless it is of high quality already.
   *
   * @throws MillraceException if the model cannot answer, or the work was cancelled
   */
  void perform(String baseId, ModelId wanted, BooleanSupplier cancelled) {
    try {
      while (!one.tryLock(100, TimeUnit.MILLISECONDS)) {
        refuse(cancelled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MillraceException("Interrupted while the knowledge base was being switched");
    }
    try {
      refuse(cancelled);
      KnowledgeStore store = services.knowledge().orElseThrow();
      KnowledgeBase base = found(store, baseId);
      if (base.technique() == IndexingTechnique.ECONOMY) {
        perform(store, base, wanted, cancelled);
      }
    } finally {
      one.unlock();
    }
  }

  private void perform(
      KnowledgeStore store, KnowledgeBase before, ModelId wanted, BooleanSupplier cancelled) {
    ResolvedEmbedding resolved = services.embedding(wanted);
    EmbeddingModel model = resolved.model();
    VectorModel vectors = new VectorModel(model.id(), model.dimension());
    log.info(
        "Knowledge base '{}' becomes high_quality: its documents get vectors of {}",
        before.name(),
        model.id());
    boolean resumed = vectors.equals(before.vectorModel());
    KnowledgeBase base =
        store.change(before.id(), now -> with(now, IndexingTechnique.ECONOMY, wanted, vectors));
    addVectors(store, base, model, !resumed, cancelled);
    store.change(base.id(), now -> with(now, IndexingTechnique.HIGH_QUALITY, wanted, vectors));
    // what was indexed by keywords while this went on
    addVectors(store, base, model, false, cancelled);
  }

  /** Economy counts no tokens: a document that has some has vectors. */
  private void addVectors(
      KnowledgeStore store,
      KnowledgeBase base,
      EmbeddingModel model,
      boolean all,
      BooleanSupplier cancelled) {
    Indexer indexer = services.indexer().orElseThrow();
    for (int number = 1; ; number++) {
      Page<Document> page = store.documents(base.id(), PageRequest.of(number, PAGE));
      for (Document document : page.items()) {
        if (document.segmentCount() > 0 && (all || document.tokens() == 0)) {
          refuse(cancelled);
          store.commit(base.id(), indexer.withVectors(base, document, model, cancelled));
        }
      }
      if (page.items().size() < PAGE) {
        return;
      }
    }
  }

  private KnowledgeBase with(
      KnowledgeBase base,
      IndexingTechnique technique,
      ModelId embedding,
      @Nullable VectorModel vectors) {
    return base.toBuilder()
        .technique(technique, embedding)
        .vectorModel(vectors)
        .updatedAt(clock.instant())
        .build();
  }

  private static KnowledgeBase found(KnowledgeStore store, String id) {
    return store
        .find(id)
        .orElseThrow(() -> new KnowledgeException("Dataset " + id + " not found."));
  }

  private static void refuse(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new MillraceException(
          "The run was stopped while its knowledge base was being switched to high_quality; the"
              + " next run goes on with it");
    }
  }
}
