package io.millrace.knowledge.lucene;

import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.lucene.SegmentRecord.ChildRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a document back into what they were written from. */
final class BlockReader {
  private final Snapshot snapshot;
  private final @Nullable String vectorField;

  BlockReader(Snapshot snapshot, KnowledgeBase base) {
    this.snapshot = snapshot;
    KnowledgeBase.VectorModel model = base.vectorModel();
    this.vectorField = model == null ? null : Vectors.field(model);
  }

  List<SegmentRecord> segments(String documentId) throws IOException {
    List<SegmentRecord> segments = new ArrayList<>();
    Listings listings = new Listings(snapshot);
    for (int record : listings.recordsOf(Fields.SEGMENT_OF, documentId)) {
      Document fields = snapshot.fields(record);
      Head head = Head.read(text(fields, Fields.HEAD));
      segments.add(
          new SegmentRecord(
              head,
              text(fields, Fields.CONTENT),
              fields.get(Fields.ANSWER),
              Snapshot.keywords(fields),
              vector(record, fields),
              snapshot.storedHits(record),
              parts(listings, Fields.CHILD_OF, head.id()),
              AttachmentsJson.read(fields.getBinaryValue(Fields.ATTACHMENTS)),
              fields.get(Fields.SUMMARY) == null
                  ? null
                  : parts(listings, Fields.SUMMARY_OF, head.id()).get(0)));
    }
    return segments;
  }

  private List<ChildRecord> parts(Listings listings, String whose, String segmentId)
      throws IOException {
    List<ChildRecord> children = new ArrayList<>();
    for (int record : listings.recordsOf(whose, segmentId)) {
      Document fields = snapshot.fields(record);
      children.add(
          new ChildRecord(
              Head.read(text(fields, Fields.HEAD)),
              text(fields, Fields.CONTENT),
              vector(record, fields)));
    }
    return children;
  }

  /** What takes no part in searches has its vector beside the index. */
  private float @Nullable [] vector(int record, Document fields) throws IOException {
    BytesRef aside = fields.getBinaryValue(Fields.VECTOR_ASIDE);
    if (aside != null) {
      return Vectors.read(aside);
    }
    return vectorField == null ? null : snapshot.vector(record, vectorField);
  }

  private static String text(Document fields, String name) {
    String text = fields.get(name);
    if (text == null) {
      throw new KnowledgeException("The store holds a record without " + name);
    }
    return text;
  }
}
