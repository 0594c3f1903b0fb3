package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.RandomAccessVectorValues;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;

/**
 * Compares the vectors of a graph that is being built by their sketches, as searches will compare
 * them; where there is no room for sketches, as they are.
 */
final class SketchingScorer implements FlatVectorsScorer {
  private final FlatVectorsScorer exact = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();
  private final SketchRoom room;

  /**
   * Makes a scorer.
   *
   * @param room where the memory of sketches is taken from; they are of use until it is given back
   */
  SketchingScorer(SketchRoom room) {
    this.room = room;
  }

  @Override
  public RandomVectorScorerSupplier getRandomVectorScorerSupplier(
      VectorSimilarityFunction similarity, RandomAccessVectorValues values) throws IOException {
    int count = values.size();
    int dimension = values.dimension();
    if (!(values instanceof FloatVectorValues)
        || dimension < Sketches.SHORTEST
        || !room.take(VectorSketches.bytes(count, dimension) + Questions.bytes(count, dimension))) {
      return exact.getRandomVectorScorerSupplier(similarity, values);
    }
    VectorSketches.Source source = () -> (FloatVectorValues) values.copy();
    VectorSketches sketches = VectorSketches.of(source);
    return new Estimating(sketches, sketches.questions(source), new Ordinals(values));
  }

  @Override
  public RandomVectorScorer getRandomVectorScorer(
      VectorSimilarityFunction similarity, RandomAccessVectorValues values, float[] target)
      throws IOException {
    return exact.getRandomVectorScorer(similarity, values, target);
  }

  @Override
  public RandomVectorScorer getRandomVectorScorer(
      VectorSimilarityFunction similarity, RandomAccessVectorValues values, byte[] target)
      throws IOException {
    return exact.getRandomVectorScorer(similarity, values, target);
  }

  /** Nothing in it changes, so that all threads may share it. */
  private record Estimating(VectorSketches sketches, Questions questions, Ordinals ordinals)
      implements RandomVectorScorerSupplier {
    @Override
    public RandomVectorScorer scorer(int vector) {
      return sketches.scorer(questions, vector, ordinals);
    }

    @Override
    public RandomVectorScorerSupplier copy() {
      return this;
    }
  }

  /** Knows how vectors are numbered. */
  private static final class Ordinals extends RandomVectorScorer.AbstractRandomVectorScorer {
    Ordinals(RandomAccessVectorValues values) {
      super(values);
    }

    @Override
    public float score(int vector) {
      throw new UnsupportedOperationException("vectors are compared by their sketches");
    }
  }
}
