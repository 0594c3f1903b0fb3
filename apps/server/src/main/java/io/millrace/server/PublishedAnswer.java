package io.millrace.server;

/**
 * How published runs are answered.
 *
 * @since 0.1
 */
public enum PublishedAnswer {
  /** As their {@code response_mode} asks: what Dify's documentation says. */
  RUN,

  /** At once, with the batch and its documents: what Dify's servers do. */
  BATCH
}
