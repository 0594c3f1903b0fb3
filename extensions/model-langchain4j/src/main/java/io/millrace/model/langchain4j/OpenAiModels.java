package io.millrace.model.langchain4j;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatModelProvider;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.model.RerankModelProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models behind one server that speaks the protocol of OpenAI: chat completions, embeddings, and
 * reranking as Jina and Cohere do it. Maps the names in pipeline files to names on the server:
 *
 * <pre>{@code
 * OpenAiModels models =
 *     OpenAiModels.builder(URI.create("http://localhost:11434/v1"))
 *         .chat(new ModelId("langgenius/openai/openai", "gpt-4o"), "qwen3")
 *         .build();
 * PipelineEngine.builder().discover().addChatModels(models)…
 * }</pre>
 *
 * <p>The name {@code *} stands for every name of its provider that is not mapped otherwise, and
 * with an empty provider for every name at all. All calls share one budget, see {@link RateLimits}.
 * Keys never show in messages, logs or {@code toString()}.
 *
 * @since 0.1
 */
public final class OpenAiModels
    implements ChatModelProvider, EmbeddingModelProvider, RerankModelProvider {
  private final Endpoint endpoint;
  private final ModelMap<ServedChat, ChatModel> chats;
  private final ModelMap<ServedEmbedding, EmbeddingModel> embeddings;
  private final ModelMap<String, RerankModel> reranks;

  /** An embedding model on the server; dimension 0 when it is not known. */
  private record ServedEmbedding(String model, int dimension) {}

  private OpenAiModels(Builder builder) {
    this.endpoint =
        new Endpoint(
            builder.id,
            builder.baseUrl,
            builder.apiKey,
            builder.idleTimeout,
            builder.callTimeout,
            Endpoint.newClient(builder.connectTimeout));
    Throttle throttle = new Throttle(builder.id, builder.limits);
    this.chats =
        new ModelMap<>(
            builder.chats, (id, served) -> new OpenAiChat(id, served, endpoint, throttle));
    this.embeddings =
        new ModelMap<>(
            builder.embeddings,
            (id, served) ->
                new OpenAiEmbeddings(id, served.model(), served.dimension(), endpoint, throttle));
    this.reranks =
        new ModelMap<>(
            builder.reranks, (id, served) -> new OpenAiRerank(id, served, endpoint, throttle));
  }

  /**
   * Returns a builder without models.
   *
   * @param baseUrl such as {@code https://api.openai.com/v1}
   */
  public static Builder builder(URI baseUrl) {
    return new Builder(baseUrl);
  }

  /**
   * Reads set-ups from a JSON file, one for each server it names; the form is in {@code
   * docs/models.md}.
   *
   * @throws ModelSettingsException if the file cannot be read or used; the message names the field
   */
  public static List<OpenAiModels> read(Path file) {
    return new ModelSettingsFile(System.getenv()::get).read(file);
  }

  @Override
  public String id() {
    return endpoint.name();
  }

  @Override
  public Optional<ChatModel> chatModel(ModelId id) {
    return chats.model(id);
  }

  @Override
  public Optional<EmbeddingModel> model(ModelId id) {
    return embeddings.model(id);
  }

  @Override
  public Optional<RerankModel> rerankModel(ModelId id) {
    return reranks.model(id);
  }

  @Override
  public String toString() {
    return "OpenAiModels[" + endpoint + "]";
  }

  /** Collects the set-up of one server; each setting has a default. */
  public static final class Builder {
    private final URI baseUrl;
    private String id = "openai-compatible";
    private @Nullable String apiKey;
    private RateLimits limits = RateLimits.NONE;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofMinutes(1);
    private Duration callTimeout = Duration.ofMinutes(10);
    private final Map<ModelId, ServedChat> chats = new LinkedHashMap<>();
    private final Map<ModelId, ServedEmbedding> embeddings = new LinkedHashMap<>();
    private final Map<ModelId, String> reranks = new LinkedHashMap<>();

    private Builder(URI baseUrl) {
      String text = baseUrl.toString().replaceFirst("/+$", "");
      if (!text.startsWith("http://") && !text.startsWith("https://")) {
        throw new IllegalArgumentException(
            "The base URL must begin with http:// or https://, but was " + text);
      } else if (baseUrl.getUserInfo() != null) {
        throw new IllegalArgumentException("The base URL must hold no user and password");
      }
      this.baseUrl = URI.create(text);
    }

    /** Sets the provider's own id, for hosts with several; {@code openai-compatible} by default. */
    public Builder id(String providerId) {
      this.id = requireNonNull(providerId, "providerId");
      return this;
    }

    /** Sets the key that is sent as a bearer token; none by default. */
    public Builder apiKey(@Nullable String key) {
      this.apiKey = key;
      return this;
    }

    /** Sets limits and patience; {@link RateLimits#NONE} by default. */
    public Builder limits(RateLimits all) {
      this.limits = requireNonNull(all, "all");
      return this;
    }

    /** Sets how long to wait for a connection; 10 s by default. */
    public Builder connectTimeout(Duration time) {
      this.connectTimeout = positive("connectTimeout", time);
      return this;
    }

    /** Sets how long the server may be silent in the middle of an answer; a minute by default. */
    public Builder idleTimeout(Duration time) {
      this.idleTimeout = positive("idleTimeout", time);
      return this;
    }

    /** Sets how long one attempt of a call may take in all; ten minutes by default. */
    public Builder callTimeout(Duration time) {
      this.callTimeout = positive("callTimeout", time);
      return this;
    }

    private static Duration positive(String name, Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(name + " must be more than zero, but was " + time);
      }
      return time;
    }

    /** Serves {@code name} with a chat model that takes images and can ask for functions. */
    public Builder chat(ModelId name, String model) {
      return chat(name, model, ImmutableSet.of("image"), true);
    }

    /**
     * Serves {@code name} with a chat model.
     *
     * @param files the kinds of files it takes: {@code image}, {@code audio}, {@code document}
     * @param tools whether it can ask for functions
     */
    public Builder chat(ModelId name, String model, ImmutableSet<String> files, boolean tools) {
      chats.put(name, new ServedChat(model, files, tools));
      return this;
    }

    /** Serves {@code name} with an embedding model, which is asked for its dimension once. */
    public Builder embedding(ModelId name, String model) {
      return embedding(name, model, 0);
    }

    /** Serves {@code name} with an embedding model of a known dimension; 0 when unknown. */
    public Builder embedding(ModelId name, String model, int dimension) {
      if (dimension < 0) {
        throw new IllegalArgumentException("dimension must be 0 or more, but was " + dimension);
      }
      embeddings.put(name, new ServedEmbedding(model, dimension));
      return this;
    }

    /** Serves {@code name} with a reranking model. */
    public Builder rerank(ModelId name, String model) {
      reranks.put(name, model);
      return this;
    }

    /** Returns the provider. */
    public OpenAiModels build() {
      return new OpenAiModels(this);
    }
  }
}
