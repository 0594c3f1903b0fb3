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
    return toBuilder().vectorModel(model).build();
  }

  /** Returns the same knowledge base, searched in another way. */
  public KnowledgeBase withRetrieval(RetrievalSettings other) {
    return toBuilder().retrieval(other).build();
  }

  /** Returns the same knowledge base with other things kept beside it. */
  public KnowledgeBase withAttributes(Map<String, Object> others) {
    return toBuilder().attributes(others).build();
  }

  /** Returns what answers of runs tell of it (spec/01 §3.5). */
  public Map<String, Object> toDataset() {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("id", id);
    dataset.put("name", name);
    dataset.put("description", description);
    dataset.put("chunk_structure", chunkStructure.wireName());
    return dataset;
  }

  /** Starts a copy of which some things may be others. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** A copy of a knowledge base under way; what is not set stays, id and birthday always do. */
  public static final class Builder {
    private final String id;
    private final Instant createdAt;
    private String name;
    private String description;
    private ChunkStructure chunkStructure;
    private IndexingTechnique technique;
    private @Nullable ModelId embeddingModel;
    private @Nullable VectorModel vectorModel;
    private int keywordNumber;
    private RetrievalSettings retrieval;
    private Instant updatedAt;
    private Map<String, Object> attributes;

    private Builder(KnowledgeBase base) {
      this.id = base.id;
      this.createdAt = base.createdAt;
      this.name = base.name;
      this.description = base.description;
      this.chunkStructure = base.chunkStructure;
      this.technique = base.technique;
      this.embeddingModel = base.embeddingModel;
      this.vectorModel = base.vectorModel;
      this.keywordNumber = base.keywordNumber;
      this.retrieval = base.retrieval;
      this.updatedAt = base.updatedAt;
      this.attributes = base.attributes;
    }

    /** Sets the name. */
    public Builder name(String other) {
      this.name = other;
      return this;
    }

    /** Sets the description. */
    public Builder description(String other) {
      this.description = other;
      return this;
    }

    /** Sets the structure, which only an empty knowledge base may change. */
    public Builder chunkStructure(ChunkStructure other) {
      this.chunkStructure = other;
      return this;
    }

    /**
     * Sets how it is indexed.
     *
     * @param model what pipelines name as its embedding model; {@code null} for economy
     */
    public Builder technique(IndexingTechnique other, @Nullable ModelId model) {
      this.technique = other;
      this.embeddingModel = model;
      return this;
    }

    /** Sets the model whose vectors it stores; {@code null} when it stores none. */
    public Builder vectorModel(@Nullable VectorModel other) {
      this.vectorModel = other;
      return this;
    }

    /** Sets how many keywords a segment gets in economy. */
    public Builder keywordNumber(int other) {
      this.keywordNumber = other;
      return this;
    }

    /** Sets how it is searched. */
    public Builder retrieval(RetrievalSettings other) {
      this.retrieval = other;
      return this;
    }

    /** Sets when it was last changed. */
    public Builder updatedAt(Instant now) {
      this.updatedAt = now;
      return this;
    }

    /** Sets what is kept beside it. */
    public Builder attributes(Map<String, Object> others) {
      this.attributes = others;
      return this;
    }

    /** Returns the copy. */
    public KnowledgeBase build() {
      return new KnowledgeBase(
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
          attributes);
    }
  }

  /**
   * The model whose vectors a knowledge base stores.
   *
   * @param id its own name
   * @param dimension the length of its vectors
   */
  public record VectorModel(ModelId id, int dimension) {}
}
