package io.millrace.model;

import static java.util.Objects.requireNonNull;

/**
 * The name of a model as a pipeline file gives it.
 *
 * @param provider such as {@code langgenius/openai/openai}; may be empty
 * @param name such as {@code text-embedding-3-small}
 * @since 0.1
 */
public record ModelId(String provider, String name) {
  public ModelId {
    requireNonNull(provider, "provider");
    requireNonNull(name, "name");
  }

  /** Returns {@code provider/name}, or just the name without a provider. */
  @Override
  public String toString() {
    return provider.isEmpty() ? name : provider + "/" + name;
  }
}
