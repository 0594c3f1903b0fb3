package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * A sketch of each vector of one part of an index: for every component one bit, whether it is above
 * the mean of all, and two numbers: the vector's product with the mean, and by what the products of
 * signs become, on average, products of distances from the mean. A sketch is less than a twentieth
 * of its vector, stays in memory, and is compared in a tenth of the time.
 *
 * <p>The vectors have length one. The estimate is the one of RaBitQ (Gao and Long, 2024), without
 * its rotation.
 */
final class VectorSketches {
  /** The mean is taken of about so many vectors. */
  private static final int SAMPLE = 1_000;

  private static final long[] NONE = {};

  private final float[] mean;
  private final int words;

  /** Of each vector its bits, and a word with its two numbers. */
  private final long[] sketches;

  private VectorSketches(float[] mean, int vectors) {
    this.mean = mean;
    words = words(mean.length);
    sketches = new long[Math.multiplyExact(vectors, words + 1)];
  }

  /** Where the vectors of a part of an index are read from, each time from the first. */
  interface Source {
    FloatVectorValues open() throws IOException;
  }

  static VectorSketches of(Source source) throws IOException {
    FloatVectorValues vectors = source.open();
    VectorSketches made = new VectorSketches(mean(source.open()), vectors.size());
    for (int i = 0; vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      made.sketch(i, vectors.vectorValue());
    }
    return made;
  }

  /** Returns the memory that sketches take, in bytes. */
  static long bytes(int vectors, int dimension) {
    return (long) vectors * (words(dimension) + 1) * Long.BYTES;
  }

  /** Returns how many words the bits of a vector take. */
  static int words(int dimension) {
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
    int from = index * (words + 1);
    double squares = 0;
    double amounts = 0;
    double ofMean = 0;
    for (int i = 0; i < mean.length; i++) {
      float distance = vector[i] - mean[i];
      if (distance > 0) {
        sketches[from + i / Long.SIZE] |= 1L << i;
      }
      squares += distance * distance;
      amounts += Math.abs(distance);
      ofMean += vector[i] * mean[i];
    }
    float scale = amounts == 0 ? 0 : (float) (squares / amounts);
    sketches[from + words] =
        (long) Float.floatToRawIntBits(scale) << Integer.SIZE
            | Integer.toUnsignedLong(Float.floatToRawIntBits((float) ofMean));
  }

  /** Returns by what the product of a question and signs becomes one of distances. */
  static float scale(long numbers) {
    return Float.intBitsToFloat((int) (numbers >>> Integer.SIZE));
  }

  /** Returns the product of a vector and the mean. */
  static float ofMean(long numbers) {
    return Float.intBitsToFloat((int) numbers);
  }

  /** Returns an estimate of what {@code exact} computes for a target. */
  Estimates scorer(float[] target, RandomVectorScorer exact) {
    Questions one = new Questions(mean, 1);
    one.put(0, target);
    return new Estimates(one, 0, exact);
  }

  /** Returns the vectors that the sketches were made of as questions. */
  Questions questions(Source source) throws IOException {
    FloatVectorValues vectors = source.open();
    Questions questions = new Questions(mean, vectors.size());
    for (int i = 0; vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      questions.put(i, vectors.vectorValue());
    }
    return questions;
  }

  /** Returns an estimate of what {@code exact} computes for one of the questions. */
  Estimates scorer(Questions questions, int question, RandomVectorScorer exact) {
    return new Estimates(questions, question, exact);
  }

  /** Estimates what a scorer computes. Not for several threads. */
  final class Estimates implements RandomVectorScorer {
    private final Questions questions;
    private final int question;
    private final RandomVectorScorer exact;
    private long[] together = NONE;

    Estimates(Questions questions, int question, RandomVectorScorer exact) {
      this.questions = questions;
      this.question = question;
      this.exact = exact;
    }

    @Override
    public float score(int vector) {
      return score(sketches, vector);
    }

    /**
     * Scores several vectors. Their sketches are first copied side by side: copies do not wait for
     * each other, so memory is asked for all of them at the same time.
     */
    void score(int[] vectors, int count, float[] scores) {
      int size = words + 1;
      if (together.length < count * size) {
        together = new long[vectors.length * size];
      }
      for (int i = 0; i < count; i++) {
        System.arraycopy(sketches, vectors[i] * size, together, i * size, size);
      }
      for (int i = 0; i < count; i++) {
        scores[i] = score(together, i);
      }
    }

    private float score(long[] from, int index) {
      return Math.max(0, (1 + questions.product(question, from, index * (words + 1))) / 2);
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
