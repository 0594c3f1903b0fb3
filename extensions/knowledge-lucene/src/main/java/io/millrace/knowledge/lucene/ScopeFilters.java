package io.millrace.knowledge.lucene;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.SearchScope;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Turns a search's scope into the documents that take part. */
final class ScopeFilters {
  private static final int REMEMBERED = 16;

  private record Key(MetadataFilter filter, long version) {}

  private final Positions positions;
  private final Cache<Key, BitSet> accepted =
      CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

  ScopeFilters(Positions positions) {
    this.positions = positions;
  }

  /** Returns what restricts a search to the scope, or {@code null} if nothing does. */
  @Nullable Query query(IndexSearcher searcher, SearchScope scope) throws IOException {
    BitSet active = positions.active();
    MetadataFilter filter = scope.filter();
    if (filter == null) {
      return active == null ? null : new PositionsQuery(active);
    }
    BitSet allowed = (BitSet) accepted(searcher, filter).clone();
    if (active != null) {
      allowed.and(active);
    }
    return new PositionsQuery(allowed);
  }

  private BitSet accepted(IndexSearcher searcher, MetadataFilter filter) throws IOException {
    long version = ((DirectoryReader) searcher.getIndexReader()).getVersion();
    Key key = new Key(filter, version);
    BitSet known = accepted.getIfPresent(key);
    if (known == null) {
      Acceptance acceptance = new Acceptance(filter);
      acceptance.over(searcher, new TermQuery(new Term(Fields.KIND, Fields.DOCUMENT_KIND)));
      known = acceptance.accepted;
      accepted.put(key, known);
    }
    return known;
  }

  /** Asks the filter about every document. */
  private static final class Acceptance extends Scan {
    private final MetadataFilter filter;
    private final BitSet accepted = new BitSet();
    private NumericDocValues position = DocValues.emptyNumeric();
    private BinaryDocValues metadata = DocValues.emptyBinary();

    Acceptance(MetadataFilter filter) {
      this.filter = filter;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      position = DocValues.getNumeric(context.reader(), Fields.POSITION);
      metadata = DocValues.getBinary(context.reader(), Fields.METADATA);
    }

    @Override
    public void collect(int doc) throws IOException {
      if (position.advanceExact(doc) && filter.matches(metadataOf(doc))) {
        accepted.set(Math.toIntExact(position.longValue()));
      }
    }

    private Map<String, Object> metadataOf(int doc) throws IOException {
      if (!metadata.advanceExact(doc)) {
        return Map.of();
      }
      BytesRef json = metadata.binaryValue();
      return Json.read(json.bytes, json.offset, json.length);
    }
  }
}
