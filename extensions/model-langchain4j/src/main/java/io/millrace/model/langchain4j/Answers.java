package io.millrace.model.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.util.ArrayList;
import java.util.List;

/** Checks what a model answers, so that no broken vector reaches an index. */
final class Answers {
  private Answers() {}

  static List<float[]> vectors(
      ModelId id, int expected, int dimension, List<Embedding> embeddings) {
    if (embeddings.size() != expected) {
      throw broken(id, "%d vectors for %d texts".formatted(embeddings.size(), expected));
    }
    List<float[]> vectors = new ArrayList<>(expected);
    for (Embedding embedding : embeddings) {
      float[] vector = embedding.vector();
      if (vector.length != dimension) {
        throw broken(id, "a vector of length %d instead of %d".formatted(vector.length, dimension));
      }
      for (float x : vector) {
        if (!Float.isFinite(x)) {
          throw broken(id, "a vector that holds " + x);
        }
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static ModelException broken(ModelId id, String what) {
    return ModelException.permanent(
        "Model '" + id + "' answered with " + what + ". Check which model its id is mapped to.",
        null);
  }
}
