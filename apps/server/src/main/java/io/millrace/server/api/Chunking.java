package io.millrace.server.api;

import com.google.common.base.Splitter;
import io.millrace.PipelineEngine;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes texts that were written by hand ready for the store, as a pipeline's chunks are. */
final class Chunking {
  private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();

  private final PipelineEngine engine;

  Chunking(PipelineEngine engine) {
    this.engine = engine;
  }

  /** A segment of a parent-child knowledge base gets one child chunk a line. */
  NewSegment segment(KnowledgeBase base, String content, @Nullable String answer) {
    Object chunks =
        switch (base.chunkStructure()) {
          case TEXT_MODEL -> List.of(content);
          case QA_MODEL ->
              Map.of(
                  "qa_chunks",
                  List.of(Map.of("question", content, "answer", answer == null ? "" : answer)));
          case HIERARCHICAL_MODEL -> parent(content, LINES.splitToList(content));
        };
    return engine.segments(base, chunks).get(0);
  }

  NewChild child(KnowledgeBase base, String content) {
    return engine.segments(base, parent(content, List.of(content))).get(0).children().get(0);
  }

  /** Returns the vector of a text, or {@code null} where a knowledge base has none. */
  float @Nullable [] vector(KnowledgeBase base, String text) {
    return base.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL
        ? child(base, text).vector()
        : segment(base, text, null).vector();
  }

  private static Map<String, Object> parent(String content, List<String> children) {
    return Map.of(
        "parent_child_chunks",
        List.of(Map.of("parent_content", content, "child_contents", children)));
  }
}
