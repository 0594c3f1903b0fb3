package io.millrace.knowledge;

import com.google.common.collect.Lists;
import io.millrace.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The vector score of candidates that only the full-text channel found. Its own score has no upper
 * bound and would drown the weights, so it is never taken for one.
 */
final class Similarities {
  private final KnowledgeStore store;
  private final String knowledgeBaseId;
  private final EmbeddingModel model;
  private final float[] query;

  Similarities(KnowledgeStore store, String knowledgeBaseId, EmbeddingModel model, float[] query) {
    this.store = store;
    this.knowledgeBaseId = knowledgeBaseId;
    this.model = model;
    this.query = query;
  }

  /** Returns the candidates with their cosine similarity as score. */
  List<Candidate> of(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return candidates;
    }
    Map<String, Double> stored =
        store.similarities(
            knowledgeBaseId,
            query,
            candidates.stream().map(Candidate::id).collect(Collectors.toSet()));
    List<Candidate> scored = new ArrayList<>(candidates.size());
    List<Candidate> unknown = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Double similarity = stored.get(candidate.id());
      if (similarity == null) {
        unknown.add(candidate);
      } else {
        scored.add(candidate.withScore(similarity));
      }
    }
    for (List<Candidate> batch : Lists.partition(unknown, model.maxBatchSize())) {
      scored.addAll(embedded(batch));
    }
    return scored;
  }

  private List<Candidate> embedded(List<Candidate> batch) {
    List<float[]> vectors = model.embed(batch.stream().map(Candidate::text).toList());
    List<Candidate> scored = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      scored.add(batch.get(i).withScore(WeightedScore.cosine(query, vectors.get(i))));
    }
    return scored;
  }
}
