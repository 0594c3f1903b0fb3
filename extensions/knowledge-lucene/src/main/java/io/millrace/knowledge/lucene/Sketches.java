package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.hnsw.OrdinalTranslatedKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Finds candidates by the sketches of vectors and then looks at the vectors of these alone.
 *
 * <p>Where there is no {@linkplain SketchRoom room} for the sketches of a part of an index, its
 * vectors themselves are compared all the way: the same is found, more slowly.
 */
final class Sketches {
  /** How many more candidates than asked for are looked at, because sketches only estimate. */
  private static final int SPARE = 8;

  /** Of shorter vectors a sketch tells too little, and they are compared in no time. */
  static final int SHORTEST = 128;

  /** Collects the best of one part, by the numbers that the scorer knows them by. */
  interface Walk {
    void collect(RandomVectorScorer scorer, KnnCollector collector) throws IOException;
  }

  private final FlatVectorsReader vectors;
  private final ConcurrentMap<String, Optional<VectorSketches>> made = new ConcurrentHashMap<>();
  private final SketchRoom room = new SketchRoom();

  Sketches(FlatVectorsReader vectors) {
    this.vectors = vectors;
  }

  /** Collects, by the numbers of records, the vectors nearest to {@code target}. */
  void search(String field, float[] target, KnnCollector collector, Walk walk) throws IOException {
    RandomVectorScorer exact = vectors.getRandomVectorScorer(field, target);
    int wanted = collector.k() + SPARE;
    Optional<VectorSketches> sketches =
        target.length < SHORTEST || wanted >= exact.maxOrd() ? Optional.empty() : of(field);
    if (sketches.isEmpty()) {
      walk.collect(exact, new OrdinalTranslatedKnnCollector(collector, exact::ordToDoc));
      return;
    }
    int limit = (int) Math.min(Integer.MAX_VALUE, collector.visitLimit());
    KnnCollector candidates = new TopKnnCollector(wanted, limit);
    walk.collect(sketches.get().scorer(target, exact), candidates);
    collector.incVisitedCount((int) candidates.visitedCount());
    for (ScoreDoc candidate : candidates.topDocs().scoreDocs) {
      collector.collect(exact.ordToDoc(candidate.doc), exact.score(candidate.doc));
    }
  }

  private Optional<VectorSketches> of(String field) throws IOException {
    Optional<VectorSketches> known = made.get(field);
    return known == null ? make(field) : known;
  }

  private synchronized Optional<VectorSketches> make(String field) throws IOException {
    Optional<VectorSketches> known = made.get(field);
    if (known == null) {
      FloatVectorValues values = vectors.getFloatVectorValues(field);
      known =
          room.take(VectorSketches.bytes(values.size(), values.dimension()))
              ? Optional.of(VectorSketches.of(() -> vectors.getFloatVectorValues(field)))
              : Optional.empty();
      made.put(field, known);
    }
    return known;
  }

  long ramBytesUsed() {
    return room.taken();
  }

  /** Gives the room back. */
  void close() {
    room.giveBack();
  }
}
