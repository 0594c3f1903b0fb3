package io.millrace.benchmarks.fake;

import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Vectors as a model might give them: each a mixture of a few topics out of many, and some noise,
 * so that every vector has neighbours and none are equal. The same for the same seed.
 */
public final class FakeVectors {
  private static final int PREPARED = 1_024;
  private static final int TOPICS = 1_000;
  private static final int TOPICS_EACH = 4;
  private static final float NOISE = 0.15f;

  private final float[][] topics;
  private final int dimension;

  public FakeVectors(int dimension) {
    this.dimension = dimension;
    Random random = new Random(dimension);
    topics = new float[TOPICS][dimension];
    for (float[] topic : topics) {
      for (int i = 0; i < dimension; i++) {
        topic[i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
      }
    }
  }

  public int dimension() {
    return dimension;
  }

  /** Returns the vector of a seed; about of length one. */
  public float[] get(long seed) {
    long state = seed * 0x9E3779B97F4A7C15L + 1;
    float[] vector = new float[dimension];
    for (int i = 0; i < TOPICS_EACH; i++) {
      state = next(state);
      float[] topic = topics[(int) ((state >>> 33) % TOPICS)];
      float weight = 1f / (1 + i);
      for (int at = 0; at < dimension; at++) {
        vector[at] += weight * topic[at];
      }
    }
    float scale = (float) (NOISE / Math.sqrt(dimension) * Math.sqrt(12) / (1L << 31));
    for (int at = 0; at < dimension; at++) {
      state = next(state);
      vector[at] += (int) (state >> 33) * scale;
    }
    return vector;
  }

  /**
   * Returns vectors that cost next to nothing, where the work around the model is the subject: of a
   * few made beforehand, a copy of the one that a number falls on.
   */
  public IntFunction<float[]> prepared() {
    float[][] made = IntStream.range(0, PREPARED).mapToObj(this::get).toArray(float[][]::new);
    return number -> made[number & (PREPARED - 1)].clone();
  }

  private static long next(long state) {
    long x = state ^ (state << 13);
    x ^= x >>> 7;
    return x ^ (x << 17);
  }
}
