package io.millrace.testkit.fake;

import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.SegmentEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Changes to the segments of one document, made on a copy. */
final class SegmentEdits {
  private final String documentId;
  private final List<StoredSegment> segments;
  private final Instant now;
  private final Supplier<String> ids;

  SegmentEdits(String documentId, List<StoredSegment> before, Instant now, Supplier<String> ids) {
    this.documentId = documentId;
    this.segments = new ArrayList<>(before);
    this.now = now;
    this.ids = ids;
  }

  List<StoredSegment> segments() {
    return segments;
  }

  void apply(SegmentEdit edit) {
    if (edit instanceof SegmentEdit.Add add) {
      int last = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).segment().position();
      segments.add(StoredSegment.of(add.id(), documentId, last + 1, add.segment(), now, ids));
    } else if (edit instanceof SegmentEdit.Replace replace) {
      int at = indexOf(replace.id());
      segments.set(
          at, segments.get(at).replaced(replace.segment(), replace.keepChildren(), now, ids));
    } else if (edit instanceof SegmentEdit.Enable enable) {
      int at = indexOf(enable.id());
      segments.set(at, segments.get(at).enabled(enable.enabled()));
    } else if (edit instanceof SegmentEdit.Remove remove) {
      segments.remove(indexOf(remove.id()));
    } else if (edit instanceof SegmentEdit.AddChild add) {
      int at = indexOf(add.segmentId());
      segments.set(at, segments.get(at).withChild(add.id(), add.child(), ids));
    } else if (edit instanceof SegmentEdit.ReplaceChild replace) {
      int at = ownerOf(replace.id());
      segments.set(at, segments.get(at).withChanged(replace.id(), replace.child()));
    } else if (edit instanceof SegmentEdit.RemoveChild remove) {
      int at = ownerOf(remove.id());
      segments.set(at, segments.get(at).without(remove.id()));
    }
  }

  private int indexOf(String id) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).segment().id().equals(id)) {
        return i;
      }
    }
    throw new KnowledgeException("No segment '%s' in document %s".formatted(id, documentId));
  }

  private int ownerOf(String childId) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).children().stream().anyMatch(c -> c.chunk().id().equals(childId))) {
        return i;
      }
    }
    throw new KnowledgeException(
        "No child chunk '%s' in document %s".formatted(childId, documentId));
  }
}
