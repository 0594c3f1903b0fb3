package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Sees every record that a query matches, in the order of the index, on the caller's thread. */
abstract class Scan extends SimpleCollector {

  /** Shows all matching records. */
  final void over(IndexSearcher searcher, Query query) throws IOException {
    searcher.search(
        query,
        new CollectorManager<Scan, Boolean>() {
          @Override
          public Scan newCollector() {
            return Scan.this;
          }

          @Override
          public Boolean reduce(Collection<Scan> collectors) {
            return true;
          }
        });
  }

  @Override
  public final ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
