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
  private final float @Nullable [] summaryVector;
  private Segment segment;

  private StoredSegment(
      Segment segment,
      float @Nullable [] vector,
      List<StoredChild> children,
      float @Nullable [] summaryVector) {
    this.segment = segment;
    this.vector = vector;
    this.children = children;
    this.summaryVector = summaryVector;
  }

  static StoredSegment of(
      String documentId,
      int position,
      NewVersion.NewSegment made,
      Instant now,
      Supplier<String> ids) {
    return of(ids.get(), documentId, position, made, now, ids);
  }

  static StoredSegment of(
      String id,
      String documentId,
      int position,
      NewVersion.NewSegment made,
      Instant now,
      Supplier<String> ids) {
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
            made.attachments(),
            made.summary() == null ? null : made.summary().content()),
        made.vector(),
        children,
        made.summary() == null ? null : made.summary().vector());
  }

  Segment segment() {
    return segment;
  }

  float @Nullable [] vector() {
    return vector;
  }

  float @Nullable [] summaryVector() {
    return summaryVector;
  }

  List<StoredChild> children() {
    return children;
  }

  void countHit() {
    segment = changed(segment.enabled(), segment.hitCount() + 1);
  }

  StoredSegment enabled(boolean on) {
    return new StoredSegment(changed(on, segment.hitCount()), vector, children, summaryVector);
  }

  private Segment changed(boolean enabled, long hitCount) {
    return new Segment(
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
        enabled,
        hitCount,
        segment.createdAt(),
        segment.attachments(),
        segment.summary());
  }

  StoredSegment replaced(
      NewVersion.NewSegment made, boolean keepChildren, Instant now, Supplier<String> ids) {
    StoredSegment fresh =
        of(segment.id(), segment.documentId(), segment.position(), made, now, ids);
    return new StoredSegment(
        fresh.changed(segment.enabled(), segment.hitCount()),
        made.vector(),
        keepChildren ? children : fresh.children,
        fresh.summaryVector);
  }

  StoredSegment withChild(String id, NewVersion.NewChild made, Supplier<String> ids) {
    List<StoredChild> more = new ArrayList<>(children);
    int last = more.isEmpty() ? 0 : more.get(more.size() - 1).chunk().position();
    more.add(new StoredChild(handWritten(id, last + 1, made, ids.get()), made.vector()));
    return new StoredSegment(segment, vector, more, summaryVector);
  }

  StoredSegment withChanged(String id, NewVersion.NewChild made) {
    List<StoredChild> changed = new ArrayList<>();
    for (StoredChild child : children) {
      ChildChunk chunk = child.chunk();
      changed.add(
          chunk.id().equals(id)
              ? new StoredChild(
                  handWritten(id, chunk.position(), made, chunk.indexNodeId()), made.vector())
              : child);
    }
    return new StoredSegment(segment, vector, changed, summaryVector);
  }

  StoredSegment without(String childId) {
    return new StoredSegment(
        segment,
        vector,
        children.stream().filter(child -> !child.chunk().id().equals(childId)).toList(),
        summaryVector);
  }

  private ChildChunk handWritten(
      String id, int position, NewVersion.NewChild made, String indexNodeId) {
    return new ChildChunk(
        id,
        segment.id(),
        position,
        made.content(),
        characters(made.content()),
        indexNodeId,
        IndexNodeHash.of(made.content()),
        true);
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
