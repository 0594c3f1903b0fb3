package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.SegmentEdit;
import io.millrace.knowledge.lucene.SegmentRecord.ChildRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The segments of one document as they are stored, changed one by one. What is written in the end
 * is the whole block anew, so that an edit is one atomic change of the index, as a version is.
 */
final class StoredSegments {
  private final String documentId;
  private final Instant now;
  private final List<SegmentRecord> segments;

  private StoredSegments(String documentId, Instant now, List<SegmentRecord> segments) {
    this.documentId = documentId;
    this.now = now;
    this.segments = segments;
  }

  static StoredSegments read(BlockReader reader, String documentId, Instant now)
      throws IOException {
    return new StoredSegments(documentId, now, reader.segments(documentId));
  }

  List<SegmentRecord> list() {
    return segments;
  }

  /** Returns the document with the counts of these segments. */
  Document counted(Document before) {
    return before.counted(
        segments.stream().mapToLong(segment -> segment.head().wordCount()).sum(),
        segments.stream().mapToLong(segment -> segment.head().tokens()).sum(),
        segments.size());
  }

  void apply(SegmentEdit edit) {
    if (edit instanceof SegmentEdit.Add add) {
      int last = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).head().position();
      segments.add(SegmentRecord.of(add.id(), documentId, last + 1, add.segment(), now));
    } else if (edit instanceof SegmentEdit.Replace replace) {
      change(replace.id(), before -> before.with(replace.segment(), replace.keepChildren(), now));
    } else if (edit instanceof SegmentEdit.Enable enable) {
      change(enable.id(), before -> before.enabled(enable.enabled()));
    } else if (edit instanceof SegmentEdit.Remove remove) {
      segments.remove(indexOf(remove.id()));
    } else if (edit instanceof SegmentEdit.AddChild add) {
      change(add.segmentId(), before -> withChild(before, add));
    } else if (edit instanceof SegmentEdit.ReplaceChild replace) {
      changeChildren(
          replace.id(),
          before ->
              new ChildRecord(
                  before.head().with(replace.child().content(), 0).flagged(Head.CUSTOM),
                  replace.child().content(),
                  replace.child().vector()));
    } else if (edit instanceof SegmentEdit.RemoveChild remove) {
      removeChild(remove.id());
    }
  }

  private SegmentRecord withChild(SegmentRecord before, SegmentEdit.AddChild add) {
    List<ChildRecord> children = new ArrayList<>(before.children());
    int last = children.isEmpty() ? 0 : children.get(children.size() - 1).head().position();
    Head head =
        SegmentRecord.head(add.id(), add.segmentId(), last + 1, add.child().content(), 0, now);
    children.add(ChildRecord.of(head.flagged(Head.CUSTOM), add.child()));
    return before.withChildren(ImmutableList.copyOf(children));
  }

  private void change(String id, UnaryOperator<SegmentRecord> change) {
    int index = indexOf(id);
    segments.set(index, change.apply(segments.get(index)));
  }

  private int indexOf(String id) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).head().id().equals(id)) {
        return i;
      }
    }
    throw new KnowledgeException(
        "Document " + documentId + " has no segment with the id " + id + ".");
  }

  private void changeChildren(String id, UnaryOperator<ChildRecord> change) {
    int owner = ownerOf(id);
    SegmentRecord segment = segments.get(owner);
    segments.set(
        owner,
        segment.withChildren(
            segment.children().stream()
                .map(child -> child.head().id().equals(id) ? change.apply(child) : child)
                .toList()));
  }

  private void removeChild(String id) {
    int owner = ownerOf(id);
    SegmentRecord segment = segments.get(owner);
    segments.set(
        owner,
        segment.withChildren(
            segment.children().stream().filter(child -> !child.head().id().equals(id)).toList()));
  }

  private int ownerOf(String childId) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).children().stream()
          .anyMatch(child -> child.head().id().equals(childId))) {
        return i;
      }
    }
    throw new KnowledgeException(
        "Document " + documentId + " has no child chunk with the id " + childId + ".");
  }
}
