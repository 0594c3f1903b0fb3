package io.millrace.model;

import java.util.List;

/**
 * Turns texts into vectors.
 *
 * <p>Implementations must be safe for use by many threads, must return the same vector for the same
 * text, must return exactly one vector a text in the order of the texts, each of length {@link
 * #dimension()}, and must report a service that cannot be reached as a {@link ModelException}.
 *
 * @since 0.1
 */
public interface EmbeddingModel {

  /** Returns the name under which vectors of this model are remembered. */
  ModelId id();

  /** Returns the length of every vector. */
  int dimension();

  /**
   * Embeds texts that are to be found.
   *
   * @param texts at most {@link #maxBatchSize()} texts
   * @throws ModelException if the model cannot answer
   */
  List<float[]> embed(List<String> texts);

  /** Embeds a question; the same as a text unless the model tells them apart. */
  default float[] embedQuery(String query) {
    return embed(List.of(query)).get(0);
  }

  /** Returns how many tokens the model sees in {@code text}; an estimate is allowed. */
  int countTokens(String text);

  /** Returns how many texts one call takes; 64 unless overridden. */
  default int maxBatchSize() {
    return 64;
  }

  /** Returns how many tokens one call takes in all; 16,384 unless overridden. */
  default int maxBatchTokens() {
    return 16_384;
  }
}
