package io.millrace;

import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.model.ModelId;
import io.millrace.node.Settings;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds or makes the knowledge base that a pipeline's knowledge-index node describes (spec/06 §1).
 */
final class KnowledgeBases {
  private static final String DEFAULT_NAME = "knowledge";

  /**
   * Where a run's documents go.
   *
   * @param base as it is now
   * @param upgrade the model that the base must have vectors of before the run begins; {@code null}
   *     where nothing is to be switched
   */
  record Target(KnowledgeBase base, @Nullable ModelId upgrade) {}

  private final KnowledgeStore store;
  private final Clock clock;
  private final Supplier<String> ids;

  KnowledgeBases(KnowledgeStore store, Clock clock, Supplier<String> ids) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Returns the knowledge base that a run of {@code pipeline} fills; one that is economy where the
   * pipeline asks for high quality stays so until {@link TechniqueSwitch} has done its work.
   *
   * @param name its name or id, or {@code null} for the pipeline's own
   * @param keepRetrieval whether an existing one is searched as before, whatever the pipeline says
   * @throws KnowledgeException if there is one of that name with another chunk structure, or one of
   *     high quality that would become economy
   */
  synchronized Target of(Pipeline pipeline, @Nullable String name, boolean keepRetrieval) {
    PipelineNode node =
        pipeline
            .knowledgeIndexNode()
            .orElseThrow(
                () ->
                    new KnowledgeException(
                        "DSL is not valid, please check the Knowledge Index node."));
    String wanted =
        name != null ? name : pipeline.name().isBlank() ? DEFAULT_NAME : pipeline.name();
    KnowledgeBase described = describe(wanted, pipeline.description(), Settings.of(node.data()));
    Optional<KnowledgeBase> existing = store.find(wanted).or(() -> store.findByName(wanted));
    if (existing.isEmpty()) {
      store.create(described);
      return new Target(described, null);
    }
    KnowledgeBase merged =
        store.change(
            existing.get().id(),
            now ->
                merge(now, keepRetrieval ? described.withRetrieval(now.retrieval()) : described));
    boolean upgrade = merged.technique() != described.technique();
    return new Target(merged, upgrade ? described.embeddingModel() : null);
  }

  private KnowledgeBase describe(String name, String description, Settings node) {
    IndexingTechnique technique =
        IndexingTechnique.of(node.string("indexing_technique", "economy"));
    ModelId model =
        technique == IndexingTechnique.ECONOMY
            ? null
            : new ModelId(
                node.string("embedding_model_provider", ""), node.string("embedding_model", ""));
    Instant now = clock.instant();
    return new KnowledgeBase(
        ids.get(),
        name,
        description,
        ChunkStructure.of(node.string("chunk_structure")),
        technique,
        model,
        null,
        node.integer("keyword_number", 10),
        RetrievalModel.read(node.object("retrieval_model")),
        now,
        now);
  }

  private KnowledgeBase merge(KnowledgeBase existing, KnowledgeBase described) {
    boolean fits =
        existing.chunkStructure() == described.chunkStructure()
            && existing.technique() == described.technique();
    if (!fits && store.documents(existing.id(), PageRequest.of(1, 1)).total() == 0) {
      return with(existing, described, described.technique(), described.embeddingModel(), null);
    }
    if (existing.chunkStructure() != described.chunkStructure()) {
      throw new KnowledgeException(
          "Chunk structure is not allowed to be updated. Knowledge base '%s' holds %s, the pipeline makes %s: name another knowledge base"
              .formatted(
                  existing.name(),
                  existing.chunkStructure().wireName(),
                  described.chunkStructure().wireName()));
    }
    boolean upgrade =
        existing.technique() == IndexingTechnique.ECONOMY
            && described.technique() == IndexingTechnique.HIGH_QUALITY;
    if (existing.technique() != described.technique() && !upgrade) {
      throw new KnowledgeException(
          "Knowledge base indexing technique is not allowed to be updated to %s. Knowledge base '%s' is %s: name another knowledge base"
              .formatted(
                  described.technique().wireName(),
                  existing.name(),
                  existing.technique().wireName()));
    }
    boolean same =
        existing.keywordNumber() == described.keywordNumber()
            && existing.retrieval().equals(described.retrieval())
            && (upgrade || Objects.equals(existing.embeddingModel(), described.embeddingModel()));
    return same
        ? existing
        : with(
            existing,
            described,
            existing.technique(),
            upgrade ? existing.embeddingModel() : described.embeddingModel(),
            existing.vectorModel());
  }

  private KnowledgeBase with(
      KnowledgeBase existing,
      KnowledgeBase described,
      IndexingTechnique technique,
      @Nullable ModelId embeddingModel,
      KnowledgeBase.@Nullable VectorModel vectorModel) {
    return existing.toBuilder()
        .chunkStructure(described.chunkStructure())
        .technique(technique, embeddingModel)
        .vectorModel(vectorModel)
        .keywordNumber(described.keywordNumber())
        .retrieval(described.retrieval())
        .updatedAt(clock.instant())
        .build();
  }
}
