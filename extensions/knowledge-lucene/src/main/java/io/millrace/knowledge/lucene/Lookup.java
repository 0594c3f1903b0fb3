package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Finds the one record that carries a term. */
final class Lookup {
  static final int NONE = -1;

  private Lookup() {}

  /** Returns the record's number in the searcher, or {@link #NONE}. */
  static int one(IndexSearcher searcher, String field, String value) throws IOException {
    BytesRef term = new BytesRef(value);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int found = one(leaf, field, term);
      if (found != NONE) {
        return leaf.docBase + found;
      }
    }
    return NONE;
  }

  /**
   * Returns the record's number, or {@link #NONE}. Looks first in the part of the index where
   * {@code neighbour} is: what is written together stays together.
   */
  static int near(int neighbour, IndexSearcher searcher, String field, String value)
      throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(neighbour, leaves));
    int found = one(leaf, field, new BytesRef(value));
    return found == NONE ? one(searcher, field, value) : leaf.docBase + found;
  }

  private static int one(LeafReaderContext leaf, String field, BytesRef term) throws IOException {
    Terms terms = leaf.reader().terms(field);
    if (terms == null) {
      return NONE;
    }
    TermsEnum values = terms.iterator();
    if (!values.seekExact(term)) {
      return NONE;
    }
    Bits live = leaf.reader().getLiveDocs();
    PostingsEnum records = values.postings(null, PostingsEnum.NONE);
    for (int record = records.nextDoc();
        record != DocIdSetIterator.NO_MORE_DOCS;
        record = records.nextDoc()) {
      if (live == null || live.get(record)) {
        return record;
      }
    }
    return NONE;
  }
}
