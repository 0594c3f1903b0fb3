package io.millrace;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that counts letters, at once; it refuses to work when told so. */
final class LetterModel implements EmbeddingModel {
  static final ModelId ID = new ModelId("test", "letters");

  final AtomicInteger texts = new AtomicInteger();
  volatile int textsUntilFailure = Integer.MAX_VALUE;

  @Override
  public ModelId id() {
    return ID;
  }

  EmbeddingModelProvider provider() {
    return new EmbeddingModelProvider() {
      @Override
      public String id() {
        return "test";
      }

      @Override
      public Optional<EmbeddingModel> model(ModelId id) {
        return id.equals(ID) ? Optional.of(LetterModel.this) : Optional.empty();
      }
    };
  }

  @Override
  public int dimension() {
    return 26;
  }

  @Override
  public List<float[]> embed(List<String> batch) {
    if (texts.addAndGet(batch.size()) > textsUntilFailure) {
      throw ModelException.permanent("the model is out of order", null);
    }
    return batch.stream().map(LetterModel::letters).toList();
  }

  private static float[] letters(String text) {
    float[] counts = new float[26];
    counts[0] = 0.01f;
    text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
    return counts;
  }

  @Override
  public int countTokens(String text) {
    return 1 + text.length() / 4;
  }

  @Override
  public int maxBatchSize() {
    return 8;
  }

  @Override
  public int maxBatchTokens() {
    return 1_000;
  }
}
