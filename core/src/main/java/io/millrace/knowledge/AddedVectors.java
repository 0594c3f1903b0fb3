package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of a document's stored version the same one with vectors. */
final class AddedVectors {
  private static final int PAGE = 1_000;

  private final KnowledgeStore store;
  private final KnowledgeBase base;
  private final Embedder embedder;

  AddedVectors(KnowledgeStore store, KnowledgeBase base, Embedder embedder) {
    this.store = store;
    this.base = base;
    this.embedder = embedder;
  }

  NewVersion of(Document document) {
    boolean byChild = base.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL;
    List<Segment> segments = all(page -> store.segments(base.id(), document.id(), page));
    List<List<ChildChunk>> children = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Segment segment : segments) {
      List<ChildChunk> own =
          byChild ? all(page -> store.childChunks(base.id(), segment.id(), page)) : List.of();
      children.add(own);
      if (byChild) {
        own.forEach(child -> texts.add(child.content()));
      } else {
        texts.add(segment.content());
      }
    }
    Map<String, float[]> vectors = embedder.embed(texts);
    ImmutableList.Builder<NewSegment> made = ImmutableList.builder();
    for (int i = 0; i < segments.size(); i++) {
      made.add(segment(segments.get(i), children.get(i), byChild, vectors));
    }
    Duration latency = document.indexingLatency();
    return new NewVersion(document.id(), made.build(), latency == null ? Duration.ZERO : latency);
  }

  private NewSegment segment(
      Segment stored, List<ChildChunk> children, boolean byChild, Map<String, float[]> vectors) {
    ImmutableList.Builder<NewChild> made = ImmutableList.builder();
    children.forEach(
        child -> made.add(new NewChild(child.content(), vectors.get(child.content()))));
    float @Nullable [] vector = byChild ? null : vectors.get(stored.content());
    return new NewSegment(
        stored.content(),
        stored.answer(),
        embedder.countTokens(stored.content()),
        stored.keywords(),
        vector,
        made.build(),
        stored.attachments());
  }

  private static <T> List<T> all(Function<PageRequest, Page<T>> pages) {
    List<T> all = new ArrayList<>();
    for (int number = 1; ; number++) {
      Page<T> page = pages.apply(PageRequest.of(number, PAGE));
      all.addAll(page.items());
      if (page.items().size() < PAGE) {
        return all;
      }
    }
  }
}
