package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest vectors by a graph that is walked by their sketches, and those by themselves
 * that the graph leads to from next to nowhere.
 *
 * <p>Among thousands of nearly equal vectors, such as the rows of one table, the one that is
 * different loses the links to it: every other vector has nearer neighbours to link to. A walk then
 * does not come to it, though nothing is nearer to the question. Of vectors that differ as texts
 * do, there are no such ones.
 */
final class ReachableVectorsReader extends DelegatingVectorsReader<Lucene99HnswVectorsReader>
    implements HnswGraphProvider {
  /** A vector that no more than so many others lead to is looked at in every search. */
  private static final int FEW_LINKS = 2;

  private final int records;
  private final Map<String, FixedBitSet> lonely = new ConcurrentHashMap<>();

  /**
   * Makes a reader.
   *
   * @param vectors where {@code reader} has its vectors from
   * @param records how many records its segment has
   */
  ReachableVectorsReader(Lucene99HnswVectorsReader reader, FlatVectorsReader vectors, int records) {
    super(reader, vectors);
    this.records = records;
  }

  @Override
  public void search(
      String field, float[] target, KnnCollector collector, @Nullable Bits acceptDocs)
      throws IOException {
    FixedBitSet apart = lonely(field);
    if (apart.length() == 0) {
      walk(field, target, collector, acceptDocs);
      return;
    }
    walk(field, target, collector, new Others(apart, acceptDocs));
    VectorScorer scorer = reader.getFloatVectorValues(field).scorer(target);
    DocIdSetIterator vectors = scorer.iterator();
    for (int record = apart.nextSetBit(0);
        record != DocIdSetIterator.NO_MORE_DOCS && !collector.earlyTerminated();
        record =
            record + 1 < records ? apart.nextSetBit(record + 1) : DocIdSetIterator.NO_MORE_DOCS) {
      if ((acceptDocs == null || acceptDocs.get(record)) && vectors.advance(record) == record) {
        collector.incVisitedCount(1);
        collector.collect(record, scorer.score());
      }
    }
  }

  private void walk(String field, float[] target, KnnCollector collector, @Nullable Bits acceptDocs)
      throws IOException {
    HnswGraph graph = reader.getGraph(field);
    sketches.search(
        field,
        target,
        collector,
        (scorer, best) -> {
          if (graph == null || best.k() >= graph.size()) {
            ScanningVectorsReader.scan(scorer, best, acceptDocs);
          } else if (scorer instanceof VectorSketches.Estimates estimates) {
            SketchedWalk.search(estimates, best, graph, scorer.getAcceptOrds(acceptDocs));
          } else {
            HnswGraphSearcher.search(scorer, best, graph, scorer.getAcceptOrds(acceptDocs));
          }
        });
  }

  /** Returns the records whose vectors few lead to; without any, a set of no length. */
  private FixedBitSet lonely(String field) throws IOException {
    FixedBitSet known = lonely.get(field);
    if (known == null) {
      known = count(field);
      lonely.put(field, known);
    }
    return known;
  }

  private FixedBitSet count(String field) throws IOException {
    HnswGraph graph = reader.getGraph(field);
    FixedBitSet found = new FixedBitSet(records);
    if (graph == null || graph.size() <= FEW_LINKS + 1) {
      return new FixedBitSet(0);
    }
    byte[] links = new byte[graph.size()];
    for (int vector = 0; vector < links.length; vector++) {
      graph.seek(0, vector);
      for (int to = graph.nextNeighbor();
          to != DocIdSetIterator.NO_MORE_DOCS;
          to = graph.nextNeighbor()) {
        links[to] = (byte) Math.min(FEW_LINKS + 1, links[to] + 1);
      }
    }
    FloatVectorValues values = reader.getFloatVectorValues(field);
    for (byte count : links) {
      int record = values.nextDoc();
      if (count <= FEW_LINKS) {
        found.set(record);
      }
    }
    return found.cardinality() == 0 ? new FixedBitSet(0) : found;
  }

  /** Leaves to the graph what is not looked at by itself. */
  private record Others(FixedBitSet apart, @Nullable Bits accepted) implements Bits {
    @Override
    public boolean get(int record) {
      return !apart.get(record) && (accepted == null || accepted.get(record));
    }

    @Override
    public int length() {
      return apart.length();
    }
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, @Nullable Bits acceptDocs)
      throws IOException {
    reader.search(field, target, collector, acceptDocs);
  }

  @Override
  public HnswGraph getGraph(String field) throws IOException {
    return reader.getGraph(field);
  }
}
