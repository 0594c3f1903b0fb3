package io.millrace.model.langchain4j;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.TokenCountEstimator;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An embedding model of LangChain4j behind core's port.
 *
 * <p>What the model throws becomes a {@link ModelException}, retriable where LangChain4j says so or
 * where the cause is a network or time limit. An answer with too few, too many or broken vectors is
 * an error too. Deadlines are the model's own: set them where it is built.
 *
 * @since 0.1
 */
public final class LangChain4jEmbeddings implements EmbeddingModel {
  private final ModelId id;
  private final dev.langchain4j.model.embedding.EmbeddingModel model;
  private final @Nullable TokenCountEstimator tokens;
  private final Supplier<Integer> dimension;

  private LangChain4jEmbeddings(
      ModelId id,
      dev.langchain4j.model.embedding.EmbeddingModel model,
      @Nullable TokenCountEstimator tokens) {
    this.id = requireNonNull(id, "id");
    this.model = requireNonNull(model, "model");
    this.tokens = tokens;
    this.dimension = Suppliers.memoize(() -> Failures.translated(id, model::dimension));
  }

  /** Adapts a model; tokens are estimated from the length of the text. */
  public static LangChain4jEmbeddings of(
      ModelId id, dev.langchain4j.model.embedding.EmbeddingModel model) {
    return new LangChain4jEmbeddings(id, model, null);
  }

  /** Adapts a model whose tokens {@code tokens} counts. */
  public static LangChain4jEmbeddings of(
      ModelId id,
      dev.langchain4j.model.embedding.EmbeddingModel model,
      TokenCountEstimator tokens) {
    return new LangChain4jEmbeddings(id, model, requireNonNull(tokens, "tokens"));
  }

  @Override
  public ModelId id() {
    return id;
  }

  /** Asks the model once; one that does not know its dimension embeds a word to find out. */
  @Override
  public int dimension() {
    return dimension.get();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<TextSegment> segments = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (text.isBlank()) {
        throw ModelException.permanent(
            "Text %d of %d for model '%s' is blank, and a blank text has no vector. Leave it out."
                .formatted(segments.size() + 1, texts.size(), id),
            null);
      }
      segments.add(TextSegment.from(text));
    }
    List<Embedding> embeddings = Failures.translated(id, () -> model.embedAll(segments).content());
    return Answers.vectors(id, texts.size(), dimension(), embeddings);
  }

  @Override
  public int countTokens(String text) {
    return tokens == null ? Tokens.estimate(text) : tokens.estimateTokenCountInText(text);
  }

  @Override
  public String toString() {
    return "LangChain4jEmbeddings[" + id + "]";
  }
}
