package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.Segment;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Reads records as they were at one instant. */
final class Snapshot {
  private final String knowledgeBaseId;
  private final IndexSearcher searcher;
  private final HitCounts hitCounts;
  private final ReadDocuments read;
  private final StoredFields stored;
  private final Map<String, Document> documents = new HashMap<>();

  Snapshot(String knowledgeBaseId, IndexSearcher searcher, HitCounts hitCounts, ReadDocuments read)
      throws IOException {
    this.knowledgeBaseId = knowledgeBaseId;
    this.searcher = searcher;
    this.hitCounts = hitCounts;
    this.read = read;
    this.stored = searcher.getIndexReader().storedFields();
  }

  IndexSearcher searcher() {
    return searcher;
  }

  Optional<Document> document(String id) throws IOException {
    int record = Lookup.one(searcher, Fields.ID, id);
    return record == Lookup.NONE ? Optional.empty() : Optional.of(document(record));
  }

  Optional<Document> documentAt(int position) throws IOException {
    int record = Lookup.one(searcher, Fields.AT, Integer.toString(position));
    return record == Lookup.NONE ? Optional.empty() : Optional.of(document(record));
  }

  String idOfDocument(int record) throws IOException {
    return document(record).id();
  }

  private Document document(int record) throws IOException {
    return read.get(searcher, record, this::readDocument);
  }

  private Document readDocument(int record) throws IOException {
    BytesRef json = stored.document(record).getBinaryValue(Fields.JSON);
    if (json == null) {
      throw new KnowledgeException("The store holds no document where one is expected.");
    }
    return DocumentRecords.read(knowledgeBaseId, json);
  }

  /** Returns the document that a record is of; reads it once. */
  Document documentOf(int record, String id) throws IOException {
    Document known = documents.get(id);
    if (known == null) {
      known = document(ownerOf(record, id, "document"));
      documents.put(id, known);
    }
    return known;
  }

  /** Returns the segment that a child chunk is of. */
  Segment segmentOf(int record, String id) throws IOException {
    return segment(ownerOf(record, id, "segment"));
  }

  private int ownerOf(int record, String id, String kind) throws IOException {
    int owner = Lookup.near(record, searcher, Fields.ID, id);
    if (owner == Lookup.NONE) {
      throw new KnowledgeException("The store lost the " + kind + " " + id);
    }
    return owner;
  }

  /** Returns whether the record is a segment: child chunks and summaries have no hits. */
  boolean isSegment(int record) throws IOException {
    return hits(record) != null;
  }

  Segment segment(int record) throws IOException {
    var fields = stored.document(record);
    Head head = Head.read(text(fields, Fields.HEAD));
    return new Segment(
        head.id(),
        head.parentId(),
        head.position(),
        text(fields, Fields.CONTENT),
        fields.get(Fields.ANSWER),
        head.wordCount(),
        head.tokens(),
        head.indexNodeId(),
        head.indexNodeHash(),
        keywords(fields),
        !head.flag().equals(Head.OFF),
        hitCounts.pending(head.id()) + storedHits(record),
        head.createdAt(),
        AttachmentsJson.read(fields.getBinaryValue(Fields.ATTACHMENTS)),
        fields.get(Fields.SUMMARY));
  }

  /** Returns the child chunk in that record; its parent is {@link ChildChunk#segmentId()}. */
  ChildChunk child(int record) throws IOException {
    var fields = stored.document(record);
    Head head = Head.read(text(fields, Fields.HEAD));
    return new ChildChunk(
        head.id(),
        head.parentId(),
        head.position(),
        text(fields, Fields.CONTENT),
        head.wordCount(),
        head.indexNodeId(),
        head.indexNodeHash(),
        head.flag().equals(Head.CUSTOM));
  }

  /** Returns the segment with that id. */
  Optional<Segment> segment(String id) throws IOException {
    int record = Lookup.one(searcher, Fields.ID, id);
    return record == Lookup.NONE || !isSegment(record)
        ? Optional.empty()
        : Optional.of(segment(record));
  }

  /** Returns the child chunk with that id. */
  Optional<ChildChunk> child(String id) throws IOException {
    int record = Lookup.one(searcher, Fields.ID, id);
    if (record == Lookup.NONE || isSegment(record)) {
      return Optional.empty();
    }
    String facts = stored.document(record, Set.of(Fields.HEAD)).get(Fields.HEAD);
    return facts == null || Head.read(facts).flag().equals(Head.SUMMARY)
        ? Optional.empty()
        : Optional.of(child(record));
  }

  /** Returns the short facts of a segment, child chunk or summary. */
  Head head(int record) throws IOException {
    return Head.read(text(stored.document(record, Set.of(Fields.HEAD)), Fields.HEAD));
  }

  /** Returns everything that a record stores. */
  org.apache.lucene.document.Document fields(int record) throws IOException {
    return stored.document(record);
  }

  /** Returns a record's vector in that field, or {@code null}. */
  float @Nullable [] vector(int record, String field) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(record, leaves));
    FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
    int wanted = record - leaf.docBase;
    return values == null || values.advance(wanted) != wanted ? null : values.vectorValue().clone();
  }

  String content(int record) throws IOException {
    return text(stored.document(record, Set.of(Fields.CONTENT)), Fields.CONTENT);
  }

  long storedHits(int record) throws IOException {
    NumericDocValues hits = hits(record);
    return hits == null ? 0 : hits.longValue();
  }

  private @Nullable NumericDocValues hits(int record) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(record, leaves));
    NumericDocValues hits = DocValues.getNumeric(leaf.reader(), Fields.HITS);
    return hits.advanceExact(record - leaf.docBase) ? hits : null;
  }

  /** A segment has its keywords in the one place or, switched off, in the other. */
  static ImmutableList<String> keywords(org.apache.lucene.document.Document fields) {
    String[] active = fields.getValues(Fields.KEYWORD);
    return ImmutableList.copyOf(
        active.length > 0 ? active : fields.getValues(Fields.KEYWORD_ASIDE));
  }

  private static String text(org.apache.lucene.document.Document fields, String name) {
    String text = fields.get(name);
    if (text == null) {
      throw new KnowledgeException("The store holds a record without " + name);
    }
    return text;
  }
}
