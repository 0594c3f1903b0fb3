package io.millrace.model;

import java.util.List;

/**
 * Judges how well texts answer a question.
 *
 * <p>Implementations must be safe for use by many threads, must return exactly one score a text in
 * the order of the texts, higher for a better answer, and must report a service that cannot be
 * reached as a {@link ModelException}.
 *
 * @since 0.1
 */
public interface RerankModel {

  /** Returns the name a pipeline file gives this model. */
  ModelId id();

  /**
   * Scores texts, usually from 0 to 1.
   *
   * @throws ModelException if the model cannot answer
   */
  List<Double> score(String query, List<String> texts);
}
