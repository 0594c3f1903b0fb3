package io.millrace.knowledge;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Embeds the texts of one document, each once, in batches that the model can take. */
final class Embedder {
  private static final float[] ASKED_FOR = {};

  private record Text(String text, EmbeddingCache.Key key) {}

  private final EmbeddingModel model;
  private final EmbeddingCache cache;
  private final BooleanSupplier cancelled;
  private final Map<String, Integer> tokens = new HashMap<>();

  Embedder(EmbeddingModel model, EmbeddingCache cache, BooleanSupplier cancelled) {
    this.model = model;
    this.cache = cache;
    this.cancelled = cancelled;
  }

  /** Returns a vector for every text that is not blank. */
  Map<String, float[]> embed(Iterable<String> texts) {
    Map<String, float[]> vectors = new HashMap<>();
    List<Text> batch = new ArrayList<>();
    int batchTokens = 0;
    for (String text : texts) {
      if (Chunk.isBlank(text) || vectors.putIfAbsent(text, ASKED_FOR) != null) {
        continue;
      }
      EmbeddingCache.Key key = EmbeddingCache.key(model.id(), text);
      float[] known = cache.get(key);
      if (known != null) {
        vectors.put(text, known);
        continue;
      }
      int textTokens = countTokens(text);
      if (batch.size() >= model.maxBatchSize()
          || (!batch.isEmpty() && batchTokens + textTokens > model.maxBatchTokens())) {
        embedBatch(batch, vectors);
        batch.clear();
        batchTokens = 0;
      }
      batch.add(new Text(text, key));
      batchTokens += textTokens;
    }
    embedBatch(batch, vectors);
    return vectors;
  }

  /** Returns how many tokens the model sees in the text; each text is counted once. */
  int countTokens(String text) {
    return tokens.computeIfAbsent(text, model::countTokens);
  }

  private void embedBatch(List<Text> batch, Map<String, float[]> vectors) {
    if (batch.isEmpty()) {
      return;
    }
    if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new KnowledgeException("Indexing was cancelled; nothing of this version was stored.");
    }
    List<float[]> answer = model.embed(batch.stream().map(Text::text).toList());
    if (answer.size() != batch.size()) {
      throw ModelException.permanent(
          "Embedding model %s returned %d vectors for %d texts."
              .formatted(model.id(), answer.size(), batch.size()),
          null);
    }
    for (int i = 0; i < batch.size(); i++) {
      float[] vector = answer.get(i);
      if (vector.length != model.dimension()) {
        throw ModelException.permanent(
            "Embedding model %s returned a vector of length %d where it declares %d."
                .formatted(model.id(), vector.length, model.dimension()),
            null);
      }
      cache.put(batch.get(i).key(), vector);
      vectors.put(batch.get(i).text(), vector);
    }
  }
}
