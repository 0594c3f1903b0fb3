package io.millrace.server.api;

import io.millrace.knowledge.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lists and searches both show of a segment (spec/06 §7.5, §7.7).
 *
 * @param signContent the content, with links to stored files that lead there
 */
record SegmentFacts(
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
    long indexingAt,
    long completedAt,
    @Nullable String error,
    @Nullable Long stoppedAt) {

  static SegmentFacts of(Segment segment, String signed, String owner) {
    long at = segment.createdAt().getEpochSecond();
    return new SegmentFacts(
        segment.id(),
        segment.position(),
        segment.documentId(),
        segment.content(),
        signed,
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
        at,
        null,
        null);
  }
}
