package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.NeighborQueue;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph by the sketches of its vectors. Lucene's walk compares one neighbour after the
 * other, and most of its time is spent waiting for memory; here those of a vector are fetched
 * together and then compared.
 */
final class SketchedWalk {
  private final VectorSketches.Estimates estimates;
  private final HnswGraph graph;
  private final KnnCollector best;
  private final BitSet seen;
  private int[] neighbours = new int[64];
  private float[] scores = new float[64];

  private SketchedWalk(VectorSketches.Estimates estimates, HnswGraph graph, KnnCollector best) {
    this.estimates = estimates;
    this.graph = graph;
    this.best = best;
    seen = new SparseFixedBitSet(graph.size());
  }

  /** Collects, by their numbers, the best of those {@code accepted}, all if it is null. */
  static void search(
      VectorSketches.Estimates estimates,
      KnnCollector best,
      HnswGraph graph,
      @Nullable Bits accepted)
      throws IOException {
    SketchedWalk walk = new SketchedWalk(estimates, graph, best);
    walk.collect(walk.entry(), accepted);
  }

  /** Goes down the upper levels, each time to the best neighbour while there is a better one. */
  private int entry() throws IOException {
    int vector = graph.entryNode();
    float score = estimates.score(vector);
    best.incVisitedCount(1);
    for (int level = graph.numLevels() - 1; level > 0; level--) {
      int from;
      do {
        from = vector;
        int count = compare(level, from, false);
        for (int i = 0; i < count; i++) {
          if (scores[i] > score) {
            score = scores[i];
            vector = neighbours[i];
          }
        }
      } while (vector != from);
    }
    return vector;
  }

  private void collect(int entry, @Nullable Bits accepted) throws IOException {
    NeighborQueue open = new NeighborQueue(best.k(), true);
    seen.set(entry);
    neighbours[0] = entry;
    scores[0] = estimates.score(entry);
    int count = 1;
    do {
      for (int i = 0; i < count; i++) {
        if (scores[i] > best.minCompetitiveSimilarity()) {
          open.add(neighbours[i], scores[i]);
          if (accepted == null || accepted.get(neighbours[i])) {
            best.collect(neighbours[i], scores[i]);
          }
        }
      }
      if (open.size() == 0 || open.topScore() < best.minCompetitiveSimilarity()) {
        return;
      }
      count = compare(0, open.pop(), true);
    } while (!best.earlyTerminated());
  }

  /** Compares the neighbours of a vector, if so told those not seen yet; returns how many. */
  private int compare(int level, int vector, boolean unseen) throws IOException {
    graph.seek(level, vector);
    int count = 0;
    for (int neighbour = graph.nextNeighbor();
        neighbour != DocIdSetIterator.NO_MORE_DOCS;
        neighbour = graph.nextNeighbor()) {
      if (!unseen || !seen.getAndSet(neighbour)) {
        if (count == neighbours.length) {
          neighbours = Arrays.copyOf(neighbours, 2 * count);
          scores = Arrays.copyOf(scores, 2 * count);
        }
        neighbours[count++] = neighbour;
      }
    }
    estimates.score(neighbours, count, scores);
    if (count > 0) {
      best.incVisitedCount(count);
    }
    return count;
  }
}
