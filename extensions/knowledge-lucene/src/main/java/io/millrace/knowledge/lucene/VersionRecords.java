package io.millrace.knowledge.lucene;

import com.google.common.collect.Streams;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.lucene.SegmentRecord.ChildRecord;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.jspecify.annotations.Nullable;

/**
 * One version of a document as a block of records: the document, then each segment followed by its
 * summary and its children. They are made as they are written, so that a long document is not held
 * twice.
 */
final class VersionRecords implements Iterable<org.apache.lucene.document.Document> {
  private final Document document;
  private final int count;
  private final IntFunction<SegmentRecord> segments;
  private final boolean hierarchical;
  private final @Nullable String vectorField;

  /** Makes the block of a new version. */
  VersionRecords(KnowledgeBase base, Document document, NewVersion version, Instant now) {
    this(
        base,
        document,
        version.segments().size(),
        i -> SegmentRecord.of(document.id(), i + 1, version.segments().get(i), now));
  }

  /** Makes the block of segments that were changed. */
  VersionRecords(KnowledgeBase base, Document document, List<SegmentRecord> segments) {
    this(base, document, segments.size(), segments::get);
  }

  private VersionRecords(
      KnowledgeBase base, Document document, int count, IntFunction<SegmentRecord> segments) {
    this.document = document;
    this.count = count;
    this.segments = segments;
    hierarchical = base.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL;
    VectorModel model = base.vectorModel();
    vectorField = model == null ? null : Vectors.field(model);
  }

  @Override
  public Iterator<org.apache.lucene.document.Document> iterator() {
    return Stream.concat(
            Stream.of(DocumentRecords.write(document)),
            IntStream.range(0, count).mapToObj(segments).flatMap(this::segment))
        .iterator();
  }

  private Stream<org.apache.lucene.document.Document> segment(SegmentRecord segment) {
    boolean on = !segment.head().flag().equals(Head.OFF);
    var fields = record(segment.head(), segment.content());
    fields.add(new StringField(Fields.SEGMENT_OF, document.id(), Store.NO));
    fields.add(new NumericDocValuesField(Fields.HITS, segment.hits()));
    String answer = segment.answer();
    if (answer != null) {
      fields.add(new StoredField(Fields.ANSWER, answer));
    }
    if (!segment.attachments().isEmpty()) {
      fields.add(new StoredField(Fields.ATTACHMENTS, AttachmentsJson.write(segment.attachments())));
    }
    for (String word : segment.keywords()) {
      fields.add(
          on
              ? new StringField(Fields.KEYWORD, word, Store.YES)
              : new StoredField(Fields.KEYWORD_ASIDE, word));
    }
    if (!hierarchical || !segment.keywords().isEmpty()) {
      fields.add(new NumericDocValuesField(Fields.POSITION, document.position()));
    }
    if (hierarchical) {
      fields.add(IndexedText.none());
    } else {
      searchable(fields, segment.content(), segment.vector(), on);
    }
    ChildRecord summary = segment.summary();
    if (summary != null) {
      fields.add(new StoredField(Fields.SUMMARY, summary.content()));
    }
    return Streams.concat(
        Stream.of(fields),
        Stream.ofNullable(summary).map(text -> part(text, Fields.SUMMARY_OF, on)),
        segment.children().stream().map(child -> part(child, Fields.CHILD_OF, on)));
  }

  private org.apache.lucene.document.Document part(ChildRecord child, String whose, boolean on) {
    var fields = record(child.head(), child.content());
    fields.add(new StringField(whose, child.head().parentId(), Store.NO));
    fields.add(new NumericDocValuesField(Fields.POSITION, document.position()));
    searchable(fields, child.content(), child.vector(), on);
    return fields;
  }

  private org.apache.lucene.document.Document record(Head head, String content) {
    var fields = new org.apache.lucene.document.Document();
    fields.add(new StringField(Fields.ID, head.id(), Store.NO));
    fields.add(new StringField(Fields.DOCUMENT, document.id(), Store.NO));
    fields.add(new StoredField(Fields.HEAD, head.write()));
    fields.add(new StoredField(Fields.CONTENT, content));
    return fields;
  }

  /** What is switched off keeps its vector where no search comes. */
  private void searchable(
      org.apache.lucene.document.Document fields,
      String content,
      float @Nullable [] vector,
      boolean on) {
    fields.add(on ? IndexedText.of(content) : IndexedText.none());
    float[] unit = vector == null || vectorField == null ? null : Vectors.unit(vector);
    if (unit != null && vectorField != null) {
      fields.add(
          on
              ? new KnnFloatVectorField(vectorField, unit, VectorSimilarityFunction.DOT_PRODUCT)
              : new StoredField(Fields.VECTOR_ASIDE, Vectors.write(unit)));
    }
  }
}
