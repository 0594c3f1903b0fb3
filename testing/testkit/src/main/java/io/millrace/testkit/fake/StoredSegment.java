package io.millrace.testkit.fake;

import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.IndexNodeHash;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A segment with its vector and its children. */
final class StoredSegment {
  private final float @Nullable [] vector;
  private final List<StoredChild> children;
  private Segment segment;

  private StoredSegment(Segment segment, float @Nullable [] vector, List<StoredChild> children) {
    this.segment = segment;
    this.vector = vector;
    this.children = children;
  }

  static StoredSegment of(
      String documentId,
      int position,
      NewVersion.NewSegment made,
      Instant now,
      Supplier<String> ids) {
    String id = ids.get();
    List<StoredChild> children = new ArrayList<>();
    for (NewVersion.NewChild child : made.children()) {
      children.add(StoredChild.of(id, children.size() + 1, child, ids));
    }
    return new StoredSegment(
        new Segment(
            id,
            documentId,
            position,
            made.content(),
            made.answer(),
            characters(made.content()),
            made.tokens(),
            ids.get(),
            IndexNodeHash.of(made.content()),
            made.keywords(),
            true,
            0,
            now,
            made.attachments()),
        made.vector(),
        children);
  }

  Segment segment() {
    return segment;
  }

  float @Nullable [] vector() {
    return vector;
  }

  List<StoredChild> children() {
    return children;
  }

  void countHit() {
    segment =
        new Segment(
            segment.id(),
            segment.documentId(),
            segment.position(),
            segment.content(),
            segment.answer(),
            segment.wordCount(),
            segment.tokens(),
            segment.indexNodeId(),
            segment.indexNodeHash(),
            segment.keywords(),
            segment.enabled(),
            segment.hitCount() + 1,
            segment.createdAt(),
            segment.attachments());
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A child chunk with its vector. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record StoredChild(ChildChunk chunk, float @Nullable [] vector) {
    static StoredChild of(
        String segmentId, int position, NewVersion.NewChild made, Supplier<String> ids) {
      return new StoredChild(
          new ChildChunk(
              ids.get(),
              segmentId,
              position,
              made.content(),
              characters(made.content()),
              ids.get(),
              IndexNodeHash.of(made.content())),
          made.vector());
    }
  }
}
