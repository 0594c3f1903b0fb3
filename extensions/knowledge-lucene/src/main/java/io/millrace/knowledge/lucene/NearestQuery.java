package io.millrace.knowledge.lucene;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.MultiLeafKnnCollector;
import org.apache.lucene.util.hnsw.BlockingFloatHeap;
import org.jspecify.annotations.Nullable;

/**
 * The nearest vectors, asked of each part of the index in proportion to its size.
 *
 * <p>Lucene keeps as many candidates in every part as for the whole index, which makes a search of
 * ten parts ten times as long. Here a part that holds the share p of the vectors keeps as many
 * candidates as it holds of the {@code candidates} nearest if they are spread by chance, and two
 * standard deviations more.
 */
final class NearestQuery extends KnnFloatVectorQuery {
  private static final double DEVIATIONS = 2;

  NearestQuery(String field, float[] unit, int candidates, @Nullable Query filter) {
    super(field, unit, candidates, filter);
  }

  @Override
  protected KnnCollectorManager getKnnCollectorManager(int candidates, IndexSearcher searcher) {
    int all = searcher.getIndexReader().maxDoc();
    BlockingFloatHeap best = new BlockingFloatHeap(candidates);
    return (visitLimit, leaf) -> collector(share(candidates, leaf, all), visitLimit, best);
  }

  private static KnnCollector collector(int share, int visitLimit, BlockingFloatHeap best) {
    return new MultiLeafKnnCollector(share, best, new TopKnnCollector(share, visitLimit));
  }

  private static int share(int candidates, LeafReaderContext leaf, int all) {
    double p = (double) leaf.reader().maxDoc() / all;
    double expected = candidates * p;
    double deviation = Math.sqrt(expected * (1 - p));
    return (int) Math.min(candidates, Math.ceil(expected + DEVIATIONS * deviation) + 1);
  }
}
