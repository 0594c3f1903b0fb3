package io.millrace.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment as the API shows it (spec/06 §7.5). */
record SegmentView(
    @JsonUnwrapped SegmentFacts facts,
    long updatedAt,
    @Nullable String updatedBy,
    List<ChildView> childChunks,
    List<AttachmentView> attachments,
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

  static SegmentView of(
      Segment segment,
      SegmentFacts facts,
      List<ChildChunk> children,
      List<AttachmentView> attachments) {
    return new SegmentView(
        facts,
        segment.createdAt().getEpochSecond(),
        null,
        children.stream().map(child -> ChildView.of(child, segment)).toList(),
        attachments,
        segment.summary());
  }
}
