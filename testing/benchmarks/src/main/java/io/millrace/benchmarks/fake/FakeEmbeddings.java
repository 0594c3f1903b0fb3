package io.millrace.benchmarks.fake;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** A model whose vectors come from a hash of the text. */
public final class FakeEmbeddings implements EmbeddingModel {
  private final int dimension;
  private final IntFunction<float[]> vectors;

  public FakeEmbeddings(FakeVectors vectors) {
    this(vectors.dimension(), vectors::get);
  }

  /**
   * Makes a model.
   *
   * @param vectors gives the vector of a text's hash
   */
  public FakeEmbeddings(int dimension, IntFunction<float[]> vectors) {
    this.dimension = dimension;
    this.vectors = vectors;
  }

  @Override
  public ModelId id() {
    return new ModelId("fake", "fake");
  }

  /** Returns a provider that gives this model for every name. */
  public EmbeddingModelProvider provider() {
    return new EmbeddingModelProvider() {
      @Override
      public String id() {
        return "fake";
      }

      @Override
      public Optional<EmbeddingModel> model(ModelId asked) {
        return Optional.of(FakeEmbeddings.this);
      }
    };
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(text -> vectors.apply(text.hashCode())).toList();
  }

  @Override
  public int countTokens(String text) {
    return text.length() / 4 + 1;
  }
}
