package io.millrace.model;

import java.util.Optional;

/**
 * Supplies chat models by the name a pipeline file gives.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder. Needs a public
 * no-argument constructor that opens nothing.
 *
 * @since 0.1
 */
public interface ChatModelProvider {

  /** Returns this provider's own id, unique among providers of chat models. */
  String id();

  /** Returns the model that serves {@code id}, or empty when this provider does not know it. */
  Optional<ChatModel> chatModel(ModelId id);
}
