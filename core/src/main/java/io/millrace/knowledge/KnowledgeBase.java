package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import io.millrace.model.ModelId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge base (Dify: dataset) and the settings it took from its pipeline's knowledge-index
 * node (spec/06 §1).
 *
 * @param id UUID text
 * @param name unique in its store
 * @param description may be empty
 * @param chunkStructure fixed when created
 * @param technique how it is searched
 * @param embeddingModel the model a pipeline names; {@code null} for economy
 * @param vectorModel the model whose vectors are stored, which differs from {@code embeddingModel}
 *     where a substitute served; {@code null} until the first vector. Vectors of two models never
 *     mix
 * @param keywordNumber how many keywords a segment gets in economy
 * @param retrieval how it is searched unless a search says otherwise
 * @param createdAt when created
 * @param updatedAt when its settings last changed
 * @param attributes what programs keep beside it, by name: texts, numbers, truth values, lists and
 *     maps of such; the library keeps them and looks at none
 * @since 0.1
 */
public record KnowledgeBase(
    String id,
    String name,
    String description,
    ChunkStructure chunkStructure,
    IndexingTechnique technique,
    @Nullable ModelId embeddingModel,
    @Nullable VectorModel vectorModel,
    int keywordNumber,
    RetrievalSettings retrieval,
    Instant createdAt,
    Instant updatedAt,
    Map<String, Object> attributes) {

  public KnowledgeBase {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(chunkStructure, "chunkStructure");
    requireNonNull(technique, "technique");
    requireNonNull(retrieval, "retrieval");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(updatedAt, "updatedAt");
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Makes a knowledge base that nothing is kept beside. */
  public KnowledgeBase(
      String id,
      String name,
      String description,
      ChunkStructure chunkStructure,
      IndexingTechnique technique,
      @Nullable ModelId embeddingModel,
      @Nullable VectorModel vectorModel,
      int keywordNumber,
      RetrievalSettings retrieval,
      Instant createdAt,
      Instant updatedAt) {
    this(
        id,
        name,
        description,
        chunkStructure,
        technique,
        embeddingModel,
        vectorModel,
        keywordNumber,
        retrieval,
        createdAt,
        updatedAt,
        Map.of());
  }

  /** Returns the same knowledge base with the model whose vectors it now stores. */
  public KnowledgeBase withVectorModel(VectorModel model) {
    return with(model, retrieval, attributes);
  }

  /** Returns the same knowledge base, searched in another way. */
  public KnowledgeBase withRetrieval(RetrievalSettings other) {
    return with(vectorModel, other, attributes);
  }

  /** Returns the same knowledge base with other things kept beside it. */
  public KnowledgeBase withAttributes(Map<String, Object> others) {
    return with(vectorModel, retrieval, others);
  }

  private KnowledgeBase with(
      @Nullable VectorModel vectors, RetrievalSettings searching, Map<String, Object> others) {
    return new KnowledgeBase(
        id,
        name,
        description,
        chunkStructure,
        technique,
        embeddingModel,
        vectors,
        keywordNumber,
        searching,
        createdAt,
        updatedAt,
        others);
  }

  /**
   * The model whose vectors a knowledge base stores.
   *
   * @param id its own name
   * @param dimension the length of its vectors
   */
  public record VectorModel(ModelId id, int dimension) {}
}
