package io.millrace.pipeline;

/**
 * How large a pipeline file may be.
 *
 * @param maxBytes bytes of the file, and what its aliases may add when written out; default 10 MB
 * @param maxDepth levels of nested lists and maps, from 1 to 200; default 200
 * @since 0.1
 */
public record ReaderLimits(int maxBytes, int maxDepth) {
  /** The limits of Dify (spec/03 §1), and a depth that no drawn file comes near. */
  public static final ReaderLimits DEFAULTS = new ReaderLimits(10 * 1024 * 1024, Trees.MAX_DEPTH);

  public ReaderLimits {
    if (maxBytes < 1 || maxBytes > 1 << 30) {
      throw new IllegalArgumentException("maxBytes must be 1 to 1 GiB, but was " + maxBytes);
    }
    if (maxDepth < 1 || maxDepth > Trees.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "maxDepth must be 1 to " + Trees.MAX_DEPTH + ", but was " + maxDepth);
    }
  }
}
