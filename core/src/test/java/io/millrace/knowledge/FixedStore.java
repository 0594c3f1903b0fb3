package io.millrace.knowledge;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store whose channels find what the test says, and that fails on every other call. */
final class FixedStore {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  List<Hit> nearest = List.of();
  List<Hit> matching = List.of();
  List<Hit> carrying = List.of();
  Map<String, Double> similarities = Map.of();
  final List<String> calls = new ArrayList<>();
  final List<String> counted = new ArrayList<>();

  KnowledgeStore store() {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          calls.add(method.getName() + (arguments.length == 3 ? " " + arguments[2] : ""));
          return switch (method.getName()) {
            case "nearest" -> nearest;
            case "matching" -> matching;
            case "carrying" -> carrying;
            case "similarities" -> similarities;
            case "keywords" ->
                Splitter.on(' ').omitEmptyStrings().splitToList((String) arguments[0]);
            case "countHits" -> {
              ((List<?>) arguments[1]).forEach(id -> counted.add((String) id));
              yield null;
            }
            default -> throw new AssertionError("unexpected call of " + method);
          };
        };
    return (KnowledgeStore)
        Proxy.newProxyInstance(
            KnowledgeStore.class.getClassLoader(), new Class<?>[] {KnowledgeStore.class}, handler);
  }

  static Hit hit(String id, String content, double score) {
    return new Hit(segment(id, content), document(), null, score);
  }

  static Hit childHit(String segmentId, String childId, String content, double score) {
    ChildChunk child = new ChildChunk(childId, segmentId, 1, content, 1, "n" + childId, "h");
    return new Hit(segment(segmentId, "parent of " + childId), document(), child, score);
  }

  private static Segment segment(String id, String content) {
    return new Segment(
        id,
        "d",
        1,
        content,
        null,
        1,
        0,
        "n" + id,
        "h",
        ImmutableList.of(),
        true,
        0,
        NOW,
        ImmutableList.of(),
        null);
  }

  private static Document document() {
    return new Document(
        "d",
        "kb",
        1,
        new DocumentSource("local_file", "d", Map.of()),
        "b",
        "d",
        DocumentStatus.COMPLETED,
        null,
        true,
        false,
        1,
        0,
        1,
        NOW,
        NOW,
        null,
        Map.of());
  }

  static KnowledgeBase base(
      ChunkStructure structure,
      IndexingTechnique technique,
      KnowledgeBase.@Nullable VectorModel vectors) {
    return new KnowledgeBase(
        "kb",
        "my base",
        "",
        structure,
        technique,
        vectors == null ? null : vectors.id(),
        vectors,
        10,
        RetrievalSettings.DEFAULT,
        NOW,
        NOW);
  }
}
