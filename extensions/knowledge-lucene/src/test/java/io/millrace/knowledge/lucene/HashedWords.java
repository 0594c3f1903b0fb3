package io.millrace.knowledge.lucene;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import java.util.List;

/** An embedding model without a model: every keyword of a text adds to one place of its vector. */
final class HashedWords implements EmbeddingModel {
  static final HashedWords MODEL = new HashedWords("hashed-words");
  private static final int DIMENSION = 2_048;

  private final ModelId id;

  HashedWords(String name) {
    id = new ModelId("test", name);
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(HashedWords::vector).toList();
  }

  @Override
  public int countTokens(String text) {
    return Keywords.of(text, 0).size();
  }

  static float[] vector(String text) {
    float[] vector = new float[DIMENSION];
    for (String word : Keywords.of(text, 0)) {
      vector[Math.floorMod(word.hashCode() * 31, DIMENSION)] += 1;
    }
    return vector;
  }
}
