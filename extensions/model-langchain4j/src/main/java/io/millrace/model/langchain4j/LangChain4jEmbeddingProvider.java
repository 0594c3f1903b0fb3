package io.millrace.model.langchain4j;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelId;
import java.util.Optional;

/**
 * Serves the models that a host maps to the names in its pipeline files. Add it to the engine's
 * builder:
 *
 * <pre>{@code
 * LangChain4jEmbeddingProvider.builder()
 *     .map(new ModelId("langgenius/openai/openai", "text-embedding-3-small"), openAiModel)
 *     .build()
 * }</pre>
 *
 * @since 0.1
 */
public final class LangChain4jEmbeddingProvider implements EmbeddingModelProvider {
  private final String id;
  private final ImmutableMap<ModelId, EmbeddingModel> models;

  private LangChain4jEmbeddingProvider(String id, ImmutableMap<ModelId, EmbeddingModel> models) {
    this.id = id;
    this.models = models;
  }

  /** Returns a builder without models. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<EmbeddingModel> model(ModelId name) {
    return Optional.ofNullable(models.get(name));
  }

  /** Collects models by name. */
  public static final class Builder {
    private String id = "langchain4j";
    private final ImmutableMap.Builder<ModelId, EmbeddingModel> models = ImmutableMap.builder();

    private Builder() {}

    /** Sets the provider's own id, for hosts with several; {@code langchain4j} by default. */
    public Builder id(String providerId) {
      this.id = requireNonNull(providerId, "providerId");
      return this;
    }

    /** Serves {@code name} with {@code model}. */
    public Builder map(ModelId name, dev.langchain4j.model.embedding.EmbeddingModel model) {
      return map(LangChain4jEmbeddings.of(name, model));
    }

    /** Serves the model's own id with it: for one that was adapted with a token counter. */
    public Builder map(LangChain4jEmbeddings model) {
      models.put(model.id(), model);
      return this;
    }

    /**
     * Returns the provider.
     *
     * @throws IllegalArgumentException if one name is mapped twice; the message has it
     */
    public LangChain4jEmbeddingProvider build() {
      return new LangChain4jEmbeddingProvider(id, models.buildOrThrow());
    }
  }
}
