package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.OrdinalTranslatedKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** Finds the nearest vectors of a small segment by looking at each. */
final class ScanningVectorsReader extends DelegatingVectorsReader<FlatVectorsReader> {
  ScanningVectorsReader(FlatVectorsReader reader) {
    super(reader, reader);
  }

  @Override
  public void search(
      String field, float[] target, KnnCollector collector, @Nullable Bits acceptDocs)
      throws IOException {
    sketches.search(field, target, collector, (scorer, best) -> scan(scorer, best, acceptDocs));
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, @Nullable Bits acceptDocs)
      throws IOException {
    RandomVectorScorer scorer = reader.getRandomVectorScorer(field, target);
    scan(scorer, new OrdinalTranslatedKnnCollector(collector, scorer::ordToDoc), acceptDocs);
  }

  /** Looks at each vector. */
  static void scan(RandomVectorScorer scorer, KnnCollector collector, @Nullable Bits acceptDocs)
      throws IOException {
    Bits accepted = scorer.getAcceptOrds(acceptDocs);
    for (int vector = 0; vector < scorer.maxOrd(); vector++) {
      if (accepted == null || accepted.get(vector)) {
        if (collector.earlyTerminated()) {
          return;
        }
        collector.incVisitedCount(1);
        collector.collect(vector, scorer.score(vector));
      }
    }
  }
}
