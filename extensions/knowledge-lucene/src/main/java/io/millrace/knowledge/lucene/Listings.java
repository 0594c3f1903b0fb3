package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.Segment;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Pages of documents, segments and child chunks. */
final class Listings {

  /** Makes an item of a record. */
  private interface Reader<T> {
    T read(int record) throws IOException;
  }

  private final Snapshot snapshot;

  Listings(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Page<Document> documents(Positions positions, PageRequest request) throws IOException {
    BitSet listed = isForAll(request) ? positions.taken() : selected(request);
    Boolean wanted = request.active();
    BitSet active = wanted == null ? null : positions.active();
    if (active != null && wanted != null && wanted) {
      listed.and(active);
    } else if (wanted != null && !wanted) {
      listed.andNot(active == null ? positions.taken() : active);
    }
    ImmutableList.Builder<Document> page = ImmutableList.builder();
    long first = (long) (request.page() - 1) * request.limit();
    int total = listed.cardinality();
    if (first < total) {
      int position = request.newestFirst() ? listed.length() - 1 : listed.nextSetBit(0);
      for (long skipped = 0; skipped < first; skipped++) {
        position = next(listed, position, request);
      }
      for (int taken = 0; taken < request.limit() && position >= 0; taken++) {
        snapshot.documentAt(position).ifPresent(page::add);
        position = next(listed, position, request);
      }
    }
    return new Page<>(page.build(), total);
  }

  private static int next(BitSet listed, int position, PageRequest request) {
    return request.newestFirst()
        ? listed.previousSetBit(position - 1)
        : listed.nextSetBit(position + 1);
  }

  /** Returns the numbers of the records that carry a term, in their order. */
  List<Integer> recordsOf(String field, String value) throws IOException {
    RecordNumbers records = new RecordNumbers();
    records.over(snapshot.searcher(), term(field, value));
    return records.numbers.stream().boxed().toList();
  }

  private static boolean isForAll(PageRequest request) {
    return request.keyword() == null && request.batch() == null && request.status() == null;
  }

  private BitSet selected(PageRequest request) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(term(Fields.KIND, Fields.DOCUMENT_KIND), Occur.FILTER);
    String batch = request.batch();
    if (batch != null) {
      query.add(term(Fields.BATCH, batch), Occur.FILTER);
    }
    DocumentStatus status = request.status();
    if (status != null) {
      query.add(term(Fields.STATUS, status.wireName()), Occur.FILTER);
    }
    PositionsOfNames collector = new PositionsOfNames(lower(request.keyword()));
    collector.over(snapshot.searcher(), query.build());
    return collector.positions;
  }

  Page<Segment> segments(String documentId, PageRequest request) throws IOException {
    return inOrder(term(Fields.SEGMENT_OF, documentId), request, snapshot::segment);
  }

  Page<ChildChunk> children(String segmentId, PageRequest request) throws IOException {
    return inOrder(term(Fields.CHILD_OF, segmentId), request, snapshot::child);
  }

  /** One version is one block, so the order of records is the order of positions. */
  private <T> Page<T> inOrder(Query query, PageRequest request, Reader<T> reader)
      throws IOException {
    RecordNumbers records = new RecordNumbers();
    records.over(snapshot.searcher(), query);
    BitSet listed = records.numbers;
    String keyword = lower(request.keyword());
    if (keyword != null) {
      for (int i = listed.nextSetBit(0); i >= 0; i = listed.nextSetBit(i + 1)) {
        listed.set(i, lower(snapshot.content(i)).contains(keyword));
      }
    }
    ImmutableList.Builder<T> page = ImmutableList.builder();
    long first = (long) (request.page() - 1) * request.limit();
    long last = first + request.limit();
    long index = 0;
    for (int i = listed.nextSetBit(0); i >= 0 && index < last; i = listed.nextSetBit(i + 1)) {
      if (index >= first) {
        page.add(reader.read(i));
      }
      index++;
    }
    return new Page<>(page.build(), listed.cardinality());
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, value));
  }

  @SuppressWarnings("NullAway") // null in, null out: no annotation says so
  private static String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /** Collects record numbers. */
  private static final class RecordNumbers extends Scan {
    private final BitSet numbers = new BitSet();
    private int base;

    @Override
    protected void doSetNextReader(LeafReaderContext context) {
      base = context.docBase;
    }

    @Override
    public void collect(int doc) {
      numbers.set(base + doc);
    }
  }

  /** Collects the positions of documents whose name contains something. */
  private static final class PositionsOfNames extends Scan {
    private final @Nullable String keyword;
    private final BitSet positions = new BitSet();
    private NumericDocValues position = DocValues.emptyNumeric();
    private BinaryDocValues name = DocValues.emptyBinary();

    PositionsOfNames(@Nullable String keyword) {
      this.keyword = keyword;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      position = DocValues.getNumeric(context.reader(), Fields.POSITION);
      name = DocValues.getBinary(context.reader(), Fields.NAME);
    }

    @Override
    public void collect(int doc) throws IOException {
      boolean wanted =
          keyword == null
              || (name.advanceExact(doc) && name.binaryValue().utf8ToString().contains(keyword));
      if (wanted && position.advanceExact(doc)) {
        positions.set(Math.toIntExact(position.longValue()));
      }
    }
  }
}
