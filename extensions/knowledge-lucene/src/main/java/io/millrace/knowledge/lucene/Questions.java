package io.millrace.knowledge.lucene;

/**
 * Vectors in the form that sketches are asked in: each component's distance from the mean is
 * rounded to four bits, and the four bits of 64 components are kept as four words, so that the
 * product with a sketch is a matter of counting bits.
 */
final class Questions {
  /** A question's components are rounded to so many bits. */
  private static final int BITS = 4;

  private static final int LEVELS = (1 << BITS) - 1;

  /** What is known of a question besides its bits. */
  private static final int NUMBERS = 4;

  private final float[] mean;
  private final int words;
  private final long[] planes;
  private final float[] numbers;

  /** Makes room for so many vectors of the length of {@code mean}. */
  Questions(float[] mean, int count) {
    this.mean = mean;
    words = VectorSketches.words(mean.length);
    planes = new long[Math.multiplyExact(count, words * BITS)];
    numbers = new float[count * NUMBERS];
  }

  /** Returns the memory that questions take, in bytes. */
  static long bytes(int count, int dimension) {
    return (long) count
        * BITS
        * (VectorSketches.words(dimension) * Long.BYTES + NUMBERS * Float.BYTES / BITS);
  }

  void put(int index, float[] vector) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    double sum = 0;
    double ofMean = 0;
    for (int i = 0; i < vector.length; i++) {
      float distance = vector[i] - mean[i];
      low = Math.min(low, distance);
      high = Math.max(high, distance);
      sum += distance;
      ofMean += distance * mean[i];
    }
    float step = high == low ? 1 : (high - low) / LEVELS;
    int number = index * NUMBERS;
    numbers[number] = low;
    numbers[number + 1] = step;
    numbers[number + 2] = (float) sum;
    numbers[number + 3] = (float) ofMean;
    int from = index * words * BITS;
    for (int i = 0; i < vector.length; i++) {
      int level = Math.round((vector[i] - mean[i] - low) / step);
      int word = from + i / Long.SIZE * BITS;
      for (int bit = 0; bit < BITS; bit++) {
        planes[word + bit] |= (level >>> bit & 1L) << i;
      }
    }
  }

  /**
   * Estimates the product of a question and a vector.
   *
   * @param sketches where the vector's sketch is
   * @param at the index of the sketch's first word
   */
  float product(int question, long[] sketches, int at) {
    int above = 0;
    int ones = 0;
    int twos = 0;
    int fours = 0;
    int eights = 0;
    int plane = question * words * BITS;
    for (int word = at; word < at + words; word++, plane += BITS) {
      long sketch = sketches[word];
      above += Long.bitCount(sketch);
      ones += Long.bitCount(sketch & planes[plane]);
      twos += Long.bitCount(sketch & planes[plane + 1]);
      fours += Long.bitCount(sketch & planes[plane + 2]);
      eights += Long.bitCount(sketch & planes[plane + 3]);
    }
    int number = question * NUMBERS;
    float levels = ones + 2 * twos + 4 * fours + 8 * eights;
    float signed =
        2 * (numbers[number] * above + numbers[number + 1] * levels) - numbers[number + 2];
    long numbersOfSketch = sketches[at + words];
    return numbers[number + 3]
        + VectorSketches.ofMean(numbersOfSketch)
        + VectorSketches.scale(numbersOfSketch) * signed;
  }
}
