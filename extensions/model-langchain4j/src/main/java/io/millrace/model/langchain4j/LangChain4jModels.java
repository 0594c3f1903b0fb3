package io.millrace.model.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.scoring.ScoringModel;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatModelProvider;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.model.RerankModelProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Serves chat and scoring models of LangChain4j that a host maps to the names in its pipeline
 * files. For embedding models there is {@link LangChain4jEmbeddingProvider}.
 *
 * <p>All models of one provider share one budget, see {@link RateLimits}. Switch off the retries of
 * the models themselves, so that each failure is retried once and not twice over.
 *
 * @since 0.1
 */
public final class LangChain4jModels implements ChatModelProvider, RerankModelProvider {
  private final String id;
  private final ModelMap<LangChain4jChat.Source, ChatModel> chats;
  private final ModelMap<ScoringModel, RerankModel> scorings;

  private LangChain4jModels(Builder builder) {
    this.id = builder.id;
    Throttle throttle = new Throttle(builder.id, builder.limits);
    this.chats =
        new ModelMap<>(
            builder.chats, (name, source) -> new LangChain4jChat(name, source, throttle));
    this.scorings =
        new ModelMap<>(
            builder.scorings, (name, model) -> new LangChain4jScoring(name, model, throttle));
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
  public Optional<ChatModel> chatModel(ModelId name) {
    return chats.model(name);
  }

  @Override
  public Optional<RerankModel> rerankModel(ModelId name) {
    return scorings.model(name);
  }

  /** Collects models by name; {@code *} stands for every name of its provider. */
  public static final class Builder {
    private String id = "langchain4j";
    private RateLimits limits = RateLimits.NONE;
    private final Map<ModelId, LangChain4jChat.Source> chats = new LinkedHashMap<>();
    private final Map<ModelId, ScoringModel> scorings = new LinkedHashMap<>();

    private Builder() {}

    /** Sets the provider's own id, for hosts with several; {@code langchain4j} by default. */
    public Builder id(String providerId) {
      this.id = requireNonNull(providerId, "providerId");
      return this;
    }

    /** Sets limits and patience; {@link RateLimits#NONE} by default. */
    public Builder limits(RateLimits all) {
      this.limits = requireNonNull(all, "all");
      return this;
    }

    /** Serves {@code name} with a model that streams. */
    public Builder chat(ModelId name, StreamingChatModel model) {
      chats.put(name, new LangChain4jChat.Streaming(requireNonNull(model, "model")));
      return this;
    }

    /** Serves {@code name} with a model that answers as a whole; the text comes in one piece. */
    public Builder chat(ModelId name, dev.langchain4j.model.chat.ChatModel model) {
      chats.put(name, new LangChain4jChat.Blocking(requireNonNull(model, "model")));
      return this;
    }

    /** Serves {@code name} with a scoring model. */
    public Builder rerank(ModelId name, ScoringModel model) {
      scorings.put(name, requireNonNull(model, "model"));
      return this;
    }

    /** Returns the provider. */
    public LangChain4jModels build() {
      return new LangChain4jModels(this);
    }
  }
}
