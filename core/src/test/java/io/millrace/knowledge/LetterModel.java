package io.millrace.knowledge;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import java.util.ArrayList;
import java.util.List;

/** Embeds a text as how often it has the letters a and b; remembers what it was asked. */
final class LetterModel implements EmbeddingModel {
  final List<List<String>> batches = new ArrayList<>();
  private final String name;

  LetterModel(String name) {
    this.name = name;
  }

  LetterModel() {
    this("letters");
  }

  KnowledgeBase.VectorModel asVectorModel() {
    return new KnowledgeBase.VectorModel(id(), dimension());
  }

  @Override
  public ModelId id() {
    return new ModelId("test", name);
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    batches.add(texts);
    return texts.stream().map(text -> new float[] {count(text, 'a'), count(text, 'b')}).toList();
  }

  private static float count(String text, char letter) {
    return text.chars().filter(c -> c == letter).count();
  }

  @Override
  public int countTokens(String text) {
    return text.length();
  }

  @Override
  public int maxBatchSize() {
    return 3;
  }

  @Override
  public int maxBatchTokens() {
    return 10;
  }
}
