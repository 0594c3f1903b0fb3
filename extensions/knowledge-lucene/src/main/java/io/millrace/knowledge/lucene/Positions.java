package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.BitSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which positions of a knowledge base are taken, and which of these take no part in searches: two
 * bits a document.
 */
final class Positions {
  private final BitSet taken = new BitSet();
  private final BitSet inactive = new BitSet();

  static Positions load(IndexSearcher searcher) throws IOException {
    Positions positions = new Positions();
    Query documents = new TermQuery(new Term(Fields.KIND, Fields.DOCUMENT_KIND));
    new Scan() {
      private NumericDocValues position = DocValues.emptyNumeric();
      private NumericDocValues active = DocValues.emptyNumeric();

      @Override
      protected void doSetNextReader(LeafReaderContext context) throws IOException {
        LeafReader leaf = context.reader();
        position = DocValues.getNumeric(leaf, Fields.POSITION);
        active = DocValues.getNumeric(leaf, Fields.ACTIVE);
      }

      @Override
      public void collect(int doc) throws IOException {
        if (position.advanceExact(doc) && active.advanceExact(doc)) {
          positions.set(Math.toIntExact(position.longValue()), active.longValue() == 1);
        }
      }
    }.over(searcher, documents);
    return positions;
  }

  /** Returns the position after the last. */
  synchronized int next() {
    return Math.max(1, taken.length());
  }

  synchronized void set(int position, boolean active) {
    taken.set(position);
    inactive.set(position, !active);
  }

  synchronized void clear(int position) {
    taken.clear(position);
    inactive.clear(position);
  }

  /** Returns the positions that are taken. */
  synchronized BitSet taken() {
    return (BitSet) taken.clone();
  }

  /** Returns the positions that take part in searches, or {@code null} when all do. */
  synchronized @Nullable BitSet active() {
    if (inactive.isEmpty()) {
      return null;
    }
    BitSet active = (BitSet) taken.clone();
    active.andNot(inactive);
    return active;
  }
}
