package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.model.ModelException;
import io.millrace.model.RerankModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts records of several knowledge bases into one order.
 *
 * @param reranking how; without a model and weights, by the scores they have
 * @param topK how many are kept
 * @param scoreThreshold records below it are left out, or {@code null} for none
 * @since 0.1
 */
public record RecordRanking(Reranking reranking, int topK, @Nullable Double scoreThreshold) {
  private static final double TOLERANCE = 1e-6;

  /**
   * Returns the best records, best first.
   *
   * @param model what the reranking names, or {@code null} when there is none: then the records
   *     keep their own scores
   * @throws ModelException if the model cannot answer
   */
  public ImmutableList<RetrievedRecord> best(
      String query,
      List<RetrievedRecord> records,
      KnowledgeStore store,
      @Nullable RerankModel model) {
    List<RetrievedRecord> scored = records;
    Weights weights = reranking.weights();
    if (records.isEmpty()) {
      return ImmutableList.of();
    } else if (weights != null) {
      scored = weighted(query, records, store, weights);
    } else if (model != null && reranking.model() != null) {
      scored = judged(query, records, model);
    }
    return scored.stream()
        .filter(found -> scoreThreshold == null || found.score() >= scoreThreshold - TOLERANCE)
        .sorted(Comparator.comparingDouble(RetrievedRecord::score).reversed())
        .limit(topK)
        .collect(ImmutableList.toImmutableList());
  }

  private static List<RetrievedRecord> weighted(
      String query, List<RetrievedRecord> records, KnowledgeStore store, Weights weights) {
    List<Set<String>> words = new ArrayList<>();
    for (RetrievedRecord found : records) {
      words.add(new HashSet<>(store.keywords(found.segment().content(), 0)));
    }
    WeightedScore score =
        new WeightedScore(weights, new HashSet<>(store.keywords(query, 0)), words);
    List<RetrievedRecord> scored = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      scored.add(with(records.get(i), score.of(words.get(i), records.get(i).score())));
    }
    return scored;
  }

  private static List<RetrievedRecord> judged(
      String query, List<RetrievedRecord> records, RerankModel model) {
    List<Double> scores =
        model.score(query, records.stream().map(found -> found.segment().content()).toList());
    if (scores.size() != records.size()) {
      throw ModelException.permanent(
          "Reranking model %s returned %d scores for %d texts."
              .formatted(model.id(), scores.size(), records.size()),
          null);
    }
    List<RetrievedRecord> scored = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      scored.add(with(records.get(i), scores.get(i)));
    }
    return scored;
  }

  private static RetrievedRecord with(RetrievedRecord found, double score) {
    return new RetrievedRecord(
        found.segment(), found.document(), found.children(), score, found.summary());
  }
}
