package io.millrace.tool.chunk;

/**
 * Chunk size and overlap as whole numbers to compare lengths with; the settings may have fractions
 * (spec/04 §5.1).
 *
 * @param most the longest length that is not above the size
 * @param below the shortest length that is not below the size
 * @param overlap the longest length that is not above the overlap
 * @param head the longest length that is not above size minus overlap
 */
record Limits(int most, int below, int overlap, int head) {

  static Limits of(double size, double overlap) {
    return new Limits(
        (int) Math.floor(size),
        (int) Math.ceil(size),
        (int) Math.floor(overlap),
        (int) Math.floor(size - overlap));
  }
}
