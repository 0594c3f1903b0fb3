package io.millrace.node.model;

import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.RetrievedRecord;
import io.millrace.knowledge.Segment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as the {@code result} of a {@code knowledge-retrieval} node shows it. */
final class RetrievedContext {
  private RetrievedContext() {}

  /** Returns the object; {@code position} counts from 1. */
  static Map<String, @Nullable Object> of(KnowledgeBase base, RetrievedRecord found, int position) {
    Segment segment = found.segment();
    Document document = found.document();
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("_source", "knowledge");
    metadata.put("position", (long) position);
    metadata.put("dataset_id", base.id());
    metadata.put("dataset_name", base.name());
    metadata.put("document_id", document.id());
    metadata.put("document_name", document.name());
    metadata.put("data_source_type", document.source().type());
    metadata.put("segment_id", segment.id());
    metadata.put("retriever_from", "workflow");
    metadata.put("score", found.score());
    metadata.put("child_chunks", children(found));
    metadata.put("segment_hit_count", segment.hitCount());
    metadata.put("segment_word_count", (long) segment.wordCount());
    metadata.put("segment_position", (long) segment.position());
    metadata.put("segment_index_node_hash", segment.indexNodeHash());
    metadata.put("doc_metadata", document.metadata());
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("metadata", metadata);
    context.put("title", document.name());
    if (found.summary() != null) {
      context.put("summary", found.summary());
    }
    context.put(
        "content",
        segment.answer() == null
            ? segment.content()
            : "question:" + segment.content() + " \nanswer:" + segment.answer());
    return context;
  }

  private static List<Map<String, Object>> children(RetrievedRecord found) {
    return found.children().stream()
        .map(
            child ->
                Map.<String, Object>of(
                    "id", child.chunk().id(),
                    "content", child.chunk().content(),
                    "position", (long) child.chunk().position(),
                    "score", child.score()))
        .toList();
  }
}
