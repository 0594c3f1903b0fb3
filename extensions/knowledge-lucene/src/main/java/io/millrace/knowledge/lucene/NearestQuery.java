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
 * ten parts ten times as long. Here a part that holds the share p of the vectors keeps the share p
 * of the candidates, and at least as many as it holds of the nearest if they are spread by chance,
 * three standard deviations included.
 */
final class NearestQuery extends KnnFloatVectorQuery {
  /** How many candidates the walks keep together: more find truer neighbours and take longer. */
  private static final int BEAM = 128;

  private static final double DEVIATIONS = 3;

  private final int wanted;

  NearestQuery(String field, float[] unit, int wanted, @Nullable Query filter) {
    super(field, unit, Math.max(wanted, BEAM), filter);
    this.wanted = wanted;
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

  private int share(int candidates, LeafReaderContext leaf, int all) {
    double p = (double) leaf.reader().maxDoc() / all;
    double most = wanted * p + DEVIATIONS * Math.sqrt(wanted * p * (1 - p));
    return (int) Math.min(candidates, Math.ceil(Math.max(candidates * p, most)) + 1);
  }
}
