package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.RetrievalSettings;
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
