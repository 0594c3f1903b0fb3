package io.millrace.knowledge.lucene;

import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.IndexNodeHash;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.jspecify.annotations.Nullable;

/**
 * One version of a document as a block of records: the document, then each segment followed by its
 * children. They are made as they are written, so that a long document is not held twice.
 */
final class VersionRecords implements Iterable<org.apache.lucene.document.Document> {
  private static final FieldType TEXT = new FieldType();

  static {
    TEXT.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    TEXT.setTokenized(true);
    TEXT.freeze();
  }

  private final Document document;
  private final NewVersion version;
  private final boolean hierarchical;
  private final @Nullable String vectorField;
  private final Instant now;

  VersionRecords(KnowledgeBase base, Document document, NewVersion version, Instant now) {
    this.document = document;
    this.version = version;
    this.now = now;
    hierarchical = base.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL;
    VectorModel model = base.vectorModel();
    vectorField = model == null ? null : Vectors.field(model);
  }

  @Override
  public Iterator<org.apache.lucene.document.Document> iterator() {
    return Stream.concat(
            Stream.of(DocumentRecords.write(document)),
            IntStream.range(0, version.segments().size()).boxed().flatMap(this::segment))
        .iterator();
  }

  private Stream<org.apache.lucene.document.Document> segment(int index) {
    NewSegment segment = version.segments().get(index);
    String id = UUID.randomUUID().toString();
    var fields = record(id, document.id(), index + 1, segment.content(), segment.tokens());
    fields.add(new StringField(Fields.SEGMENT_OF, document.id(), Store.NO));
    fields.add(new NumericDocValuesField(Fields.HITS, 0));
    String answer = segment.answer();
    if (answer != null) {
      fields.add(new StoredField(Fields.ANSWER, answer));
    }
    if (!segment.attachments().isEmpty()) {
      fields.add(new StoredField(Fields.ATTACHMENTS, AttachmentsJson.write(segment.attachments())));
    }
    segment
        .keywords()
        .forEach(word -> fields.add(new StringField(Fields.KEYWORD, word, Store.YES)));
    if (!hierarchical || !segment.keywords().isEmpty()) {
      fields.add(new NumericDocValuesField(Fields.POSITION, document.position()));
    }
    if (!hierarchical) {
      searchable(fields, segment.content(), segment.vector());
    }
    return Stream.concat(
        Stream.of(fields),
        IntStream.range(0, segment.children().size())
            .mapToObj(child -> child(id, child, segment.children().get(child))));
  }

  private org.apache.lucene.document.Document child(String segmentId, int index, NewChild child) {
    var fields = record(UUID.randomUUID().toString(), segmentId, index + 1, child.content(), 0);
    fields.add(new StringField(Fields.CHILD_OF, segmentId, Store.NO));
    fields.add(new NumericDocValuesField(Fields.POSITION, document.position()));
    searchable(fields, child.content(), child.vector());
    return fields;
  }

  private org.apache.lucene.document.Document record(
      String id, String parentId, int position, String content, int tokens) {
    Head head =
        new Head(
            id,
            parentId,
            position,
            content.codePointCount(0, content.length()),
            tokens,
            UUID.randomUUID().toString(),
            IndexNodeHash.of(content),
            now);
    var fields = new org.apache.lucene.document.Document();
    fields.add(new StringField(Fields.ID, id, Store.NO));
    fields.add(new StringField(Fields.DOCUMENT, document.id(), Store.NO));
    fields.add(new StoredField(Fields.HEAD, head.write()));
    fields.add(new StoredField(Fields.CONTENT, content));
    return fields;
  }

  private void searchable(
      org.apache.lucene.document.Document fields, String content, float @Nullable [] vector) {
    fields.add(new Field(Fields.TEXT, content, TEXT));
    if (vector != null && vectorField != null) {
      float[] unit = Vectors.unit(vector);
      if (unit != null) {
        fields.add(
            new KnnFloatVectorField(vectorField, unit, VectorSimilarityFunction.DOT_PRODUCT));
      }
    }
  }
}
