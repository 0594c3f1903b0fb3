package io.millrace.extractor;

/**
 * Gets the text out of a file.
 *
 * <p>Implementations must be safe for use by many threads, must stay within the request's limits
 * (also when a parser hangs or asks for endless memory), must not run anything found in a file, and
 * must report every failure as an {@link ExtractionException}.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder.
 *
 * @since 0.1
 */
public interface DocumentExtractor extends AutoCloseable {

  /** Returns this extractor's id, unique among extractors. */
  String id();

  /**
   * Returns the text of a file.
   *
   * @throws ExtractionException if there is none to be had
   */
  ExtractedText extract(ExtractionRequest request);

  /** Stops whatever still runs. */
  @Override
  default void close() {}
}
