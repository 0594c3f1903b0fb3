package io.millrace.server.api;

import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment as the API shows it (spec/06 §7.5). */
record SegmentView(
    String id,
    int position,
    String documentId,
    String content,
    String signContent,
    @Nullable String answer,
    int wordCount,
    int tokens,
    List<String> keywords,
    String indexNodeId,
    String indexNodeHash,
    long hitCount,
    boolean enabled,
    @Nullable Long disabledAt,
    @Nullable String disabledBy,
    String status,
    String createdBy,
    long createdAt,
    long updatedAt,
    @Nullable String updatedBy,
    long indexingAt,
    long completedAt,
    @Nullable String error,
    @Nullable Long stoppedAt,
    List<ChildView> childChunks,
    List<Object> attachments,
    @Nullable String summary) {

  /** A child chunk (spec/06 §7.6). */
  record ChildView(
      String id,
      String segmentId,
      String content,
      int position,
      int wordCount,
      String type,
      long createdAt,
      long updatedAt) {

    static ChildView of(ChildChunk child, Segment segment) {
      long at = segment.createdAt().getEpochSecond();
      return new ChildView(
          child.id(),
          child.segmentId(),
          child.content(),
          child.position(),
          child.wordCount(),
          child.customized() ? "customized" : "automatic",
          at,
          at);
    }
  }

  static SegmentView of(Segment segment, List<ChildChunk> children, String owner) {
    long at = segment.createdAt().getEpochSecond();
    return new SegmentView(
        segment.id(),
        segment.position(),
        segment.documentId(),
        segment.content(),
        segment.content(),
        segment.answer(),
        segment.wordCount(),
        segment.tokens(),
        segment.keywords(),
        segment.indexNodeId(),
        segment.indexNodeHash(),
        segment.hitCount(),
        segment.enabled(),
        null,
        null,
        "completed",
        owner,
        at,
        at,
        null,
        at,
        at,
        null,
        null,
        children.stream().map(child -> ChildView.of(child, segment)).toList(),
        List.of(),
        null);
  }
}
