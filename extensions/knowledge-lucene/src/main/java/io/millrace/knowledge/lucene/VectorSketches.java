package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * A sketch of each vector of one part of an index: for every component one bit, whether it is above
 * the mean of all, and for the whole vector one number, by which the products of sketches become
 * products of vectors on average. A sketch is a thirty-second of its vector, stays in memory, and
 * is compared in a tenth of the time.
 *
 * <p>The vectors have length one. The estimate is the one of RaBitQ (Gao and Long, 2024), without
 * its rotation.
 */
final class VectorSketches {
  /** A question's components are rounded to so many bits. */
  private static final int QUESTION_BITS = 4;

  /** The mean is taken of about so many vectors. */
  private static final int SAMPLE = 1_000;

  private static final int LEVELS = (1 << QUESTION_BITS) - 1;

  private final float[] mean;
  private final int words;
  private final long[] bits;
  private final float[] scales;

  private VectorSketches(float[] mean, int vectors) {
    this.mean = mean;
    words = words(mean.length);
    bits = new long[Math.multiplyExact(vectors, words)];
    scales = new float[vectors];
  }

  /** Where the vectors of a part of an index are read from, each time from the first. */
  interface Source {
    FloatVectorValues open() throws IOException;
  }

  static VectorSketches of(Source source) throws IOException {
    FloatVectorValues vectors = source.open();
    VectorSketches sketches = new VectorSketches(mean(source.open()), vectors.size());
    for (int i = 0; vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      sketches.sketch(i, vectors.vectorValue());
    }
    return sketches;
  }

  /** Returns the memory that sketches take, in bytes. */
  static long bytes(int vectors, int dimension) {
    return (long) vectors * (words(dimension) * Long.BYTES + Float.BYTES);
  }

  private static int words(int dimension) {
    return (dimension + Long.SIZE - 1) / Long.SIZE;
  }

  /** Returns the mean of vectors spread evenly over all. */
  private static float[] mean(FloatVectorValues vectors) throws IOException {
    double[] sums = new double[vectors.dimension()];
    int stride = vectors.size() / SAMPLE + 1;
    int sampled = 0;
    for (int i = 0; vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      if (i % stride == 0) {
        float[] vector = vectors.vectorValue();
        for (int at = 0; at < sums.length; at++) {
          sums[at] += vector[at];
        }
        sampled++;
      }
    }
    float[] mean = new float[sums.length];
    for (int at = 0; at < sums.length; at++) {
      mean[at] = (float) (sums[at] / sampled);
    }
    return mean;
  }

  private void sketch(int index, float[] vector) {
    double squares = 0;
    double amounts = 0;
    for (int i = 0; i < mean.length; i++) {
      float distance = vector[i] - mean[i];
      if (distance > 0) {
        bits[index * words + i / Long.SIZE] |= 1L << i;
      }
      squares += distance * distance;
      amounts += Math.abs(distance);
    }
    scales[index] = amounts == 0 ? 0 : (float) (squares / amounts);
  }

  /** Returns a scorer that estimates what {@code exact} computes. */
  RandomVectorScorer scorer(float[] target, RandomVectorScorer exact) {
    return new Estimates(target, exact);
  }

  private final class Estimates implements RandomVectorScorer {
    private final RandomVectorScorer exact;
    private final long[] planes = new long[words * QUESTION_BITS];
    private final float least;
    private final float step;
    private final float sum;
    private final float fromMean;

    Estimates(float[] target, RandomVectorScorer exact) {
      this.exact = exact;
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      double total = 0;
      double product = 0;
      for (int i = 0; i < target.length; i++) {
        low = Math.min(low, target[i]);
        high = Math.max(high, target[i]);
        total += target[i];
        product += target[i] * mean[i];
      }
      least = low;
      step = high == low ? 1 : (high - low) / LEVELS;
      sum = (float) total;
      fromMean = (float) product;
      for (int i = 0; i < target.length; i++) {
        int level = Math.round((target[i] - low) / step);
        for (int bit = 0; bit < QUESTION_BITS; bit++) {
          planes[i / Long.SIZE * QUESTION_BITS + bit] |= (level >>> bit & 1L) << i;
        }
      }
    }

    @Override
    public float score(int vector) {
      int above = 0;
      int ones = 0;
      int twos = 0;
      int fours = 0;
      int eights = 0;
      int from = vector * words;
      for (int word = 0; word < words; word++) {
        long sketch = bits[from + word];
        int plane = word * QUESTION_BITS;
        above += Long.bitCount(sketch);
        ones += Long.bitCount(sketch & planes[plane]);
        twos += Long.bitCount(sketch & planes[plane + 1]);
        fours += Long.bitCount(sketch & planes[plane + 2]);
        eights += Long.bitCount(sketch & planes[plane + 3]);
      }
      float levels = ones + 2 * twos + 4 * fours + 8 * eights;
      float signed = 2 * (least * above + step * levels) - sum;
      float product = fromMean + scales[vector] * signed;
      return Math.max(0, (1 + product) / 2);
    }

    @Override
    public int maxOrd() {
      return exact.maxOrd();
    }

    @Override
    public int ordToDoc(int vector) {
      return exact.ordToDoc(vector);
    }

    @Override
    public Bits getAcceptOrds(Bits acceptDocs) {
      return exact.getAcceptOrds(acceptDocs);
    }
  }
}
