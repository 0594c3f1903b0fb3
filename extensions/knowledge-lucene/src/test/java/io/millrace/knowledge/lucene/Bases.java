package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.model.ModelId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knowledge bases and versions for tests. */
final class Bases {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private Bases() {}

  static KnowledgeBase economy(String id) {
    return base(id, ChunkStructure.TEXT_MODEL, IndexingTechnique.ECONOMY);
  }

  static KnowledgeBase highQuality(String id, ChunkStructure structure) {
    return base(id, structure, IndexingTechnique.HIGH_QUALITY)
        .withVectorModel(new VectorModel(HashedWords.MODEL.id(), HashedWords.MODEL.dimension()));
  }

  static KnowledgeBase named(String id, String name) {
    KnowledgeBase base = economy(id);
    return new KnowledgeBase(
        id,
        name,
        base.description(),
        base.chunkStructure(),
        base.technique(),
        null,
        null,
        10,
        base.retrieval(),
        NOW,
        NOW);
  }

  /** Returns a knowledge base with every setting. */
  static KnowledgeBase rich(String id) {
    MetadataFilter filter =
        new MetadataFilter(
            false,
            ImmutableList.of(
                new MetadataFilter.Condition("year", ">", 2000L),
                new MetadataFilter.Condition("tags", "in", List.of("a", "b")),
                new MetadataFilter.Condition("note", "empty", null)));
    return new KnowledgeBase(
        id,
        "富 \"quoted\"",
        "described",
        ChunkStructure.QA_MODEL,
        IndexingTechnique.HIGH_QUALITY,
        new ModelId("provider", "asked for"),
        new VectorModel(new ModelId("", "substitute"), 384),
        7,
        new RetrievalSettings(
            RetrievalSettings.SearchMethod.HYBRID_SEARCH,
            9,
            0.25,
            new RetrievalSettings.Reranking(
                new ModelId("p", "reranker"), new RetrievalSettings.Weights(0.7, 0.3)),
            filter),
        NOW.plusSeconds(1),
        NOW.plusSeconds(2));
  }

  private static KnowledgeBase base(
      String id, ChunkStructure structure, IndexingTechnique technique) {
    return new KnowledgeBase(
        id,
        "name of " + id,
        "",
        structure,
        technique,
        technique == IndexingTechnique.ECONOMY ? null : HashedWords.MODEL.id(),
        null,
        10,
        RetrievalSettings.DEFAULT,
        NOW,
        NOW);
  }

  static DocumentRegistration registration(String identity) {
    return registration(identity, Map.of());
  }

  static DocumentRegistration registration(String identity, Map<String, Object> metadata) {
    return new DocumentRegistration(
        new DocumentSource("local_file", identity, Map.of("name", identity)),
        identity + ".txt",
        "20260102030405100000",
        metadata);
  }

  static NewVersion version(String documentId, String... contents) {
    List<NewSegment> segments =
        Arrays.stream(contents).map(content -> segment(content, null)).toList();
    return new NewVersion(documentId, ImmutableList.copyOf(segments), Duration.ofMillis(12));
  }

  static NewSegment segment(String content, float @Nullable [] vector) {
    return new NewSegment(
        content,
        null,
        0,
        ImmutableList.copyOf(Keywords.of(content, 10)),
        vector,
        ImmutableList.of());
  }
}
