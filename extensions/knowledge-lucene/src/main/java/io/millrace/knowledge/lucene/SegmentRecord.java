package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Attachment;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.IndexNodeHash;
import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.NewVersion.NewSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A segment as it is to be written, with its child chunks. */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
record SegmentRecord(
    Head head,
    String content,
    @Nullable String answer,
    ImmutableList<String> keywords,
    float @Nullable [] vector,
    long hits,
    List<ChildRecord> children,
    ImmutableList<Attachment> attachments,
    @Nullable ChildRecord summary) {

  /** A child chunk or a summary as it is to be written. */
  @SuppressWarnings("ArrayRecordComponent") // written once and never compared
  record ChildRecord(Head head, String content, float @Nullable [] vector) {

    static ChildRecord of(Head head, NewChild child) {
      return new ChildRecord(head, child.content(), child.vector());
    }
  }

  static SegmentRecord of(String documentId, int position, NewSegment segment, Instant now) {
    return of(UUID.randomUUID().toString(), documentId, position, segment, now);
  }

  static SegmentRecord of(
      String id, String documentId, int position, NewSegment segment, Instant now) {
    Head head = head(id, documentId, position, segment.content(), segment.tokens(), now);
    return new SegmentRecord(
        head,
        segment.content(),
        segment.answer(),
        segment.keywords(),
        segment.vector(),
        0,
        children(id, segment, now),
        segment.attachments(),
        summary(id, segment, now));
  }

  private static @Nullable ChildRecord summary(String id, NewSegment segment, Instant now) {
    NewSummary summary = segment.summary();
    return summary == null
        ? null
        : new ChildRecord(
            head(Hit.summaryId(id), id, 1, summary.content(), 0, now).flagged(Head.SUMMARY),
            summary.content(),
            summary.vector());
  }

  private static List<ChildRecord> children(String id, NewSegment segment, Instant now) {
    return IntStream.range(0, segment.children().size())
        .mapToObj(
            i -> {
              NewChild child = segment.children().get(i);
              String childId = UUID.randomUUID().toString();
              return ChildRecord.of(head(childId, id, i + 1, child.content(), 0, now), child);
            })
        .toList();
  }

  static Head head(
      String id, String parentId, int position, String content, int tokens, Instant now) {
    return new Head(
        id,
        parentId,
        position,
        content.codePointCount(0, content.length()),
        tokens,
        UUID.randomUUID().toString(),
        IndexNodeHash.of(content),
        now,
        "");
  }

  /** Returns the same segment with other content; what it is known by stays. */
  SegmentRecord with(NewSegment segment, boolean keepChildren, Instant now) {
    return new SegmentRecord(
        head.with(segment.content(), segment.tokens()),
        segment.content(),
        segment.answer(),
        segment.keywords(),
        segment.vector(),
        hits,
        keepChildren ? children : children(head.id(), segment, now),
        segment.attachments(),
        summary(head.id(), segment, now));
  }

  SegmentRecord enabled(boolean on) {
    return new SegmentRecord(
        head.flagged(on ? "" : Head.OFF),
        content,
        answer,
        keywords,
        vector,
        hits,
        children,
        attachments,
        summary);
  }

  SegmentRecord withChildren(List<ChildRecord> others) {
    return new SegmentRecord(
        head, content, answer, keywords, vector, hits, others, attachments, summary);
  }
}
