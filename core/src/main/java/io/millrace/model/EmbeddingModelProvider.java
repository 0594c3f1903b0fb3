package io.millrace.model;

import java.util.Optional;

/**
 * Supplies embedding models by the name a pipeline file gives.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder. Needs a public
 * no-argument constructor that opens nothing.
 *
 * @since 0.1
 */
public interface EmbeddingModelProvider {

  /** Returns this provider's own id, unique among providers. */
  String id();

  /** Returns the model that serves {@code id}, or empty when this provider does not know it. */
  Optional<EmbeddingModel> model(ModelId id);

  /**
   * Returns the model to use when no provider knows the one that a pipeline names. Empty unless
   * overridden; the engine names the substitution wherever it takes place.
   */
  default Optional<EmbeddingModel> substitute() {
    return Optional.empty();
  }
}
