package io.millrace.pipeline;

/**
 * How large a pipeline file may be.
 *
 * @param maxBytes bytes of the file, and what its aliases may add when written out; default 10 MB
 * @param maxValues keys and values in the file, from 1; default 1,000,000. A parsed value takes
 *     about 250 bytes while a file is read
 * @param maxDepth levels of nested lists and maps, from 1 to 200; default 200
 * @since 0.1
 */
public record ReaderLimits(int maxBytes, int maxValues, int maxDepth) {
  /** The limits of Dify (spec/03 §1), and a depth that no drawn file comes near. */
  public static final ReaderLimits DEFAULTS =
      new ReaderLimits(10 * 1024 * 1024, 1_000_000, Trees.MAX_DEPTH);

  public ReaderLimits {
    if (maxBytes < 1 || maxBytes > 1 << 30) {
      throw new IllegalArgumentException("maxBytes must be 1 to 1 GiB, but was " + maxBytes);
    }
    if (maxValues < 1) {
      throw new IllegalArgumentException("maxValues must be at least 1, but was " + maxValues);
    }
    if (maxDepth < 1 || maxDepth > Trees.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "maxDepth must be 1 to " + Trees.MAX_DEPTH + ", but was " + maxDepth);
    }
  }
}
