package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts candidates into order as the settings ask (spec/06 §5, "Reranking switches"). */
final class Reranker {
  private final String query;
  private final RetrievalSettings settings;
  private final @Nullable RerankModel model;

  Reranker(String query, RetrievalSettings settings, @Nullable RerankModel model) {
    this.query = query;
    this.settings = settings;
    this.model = settings.reranking().model() == null ? null : model;
  }

  boolean hasModel() {
    return model != null;
  }

  ImmutableList<String> warnings() {
    ModelId wanted = settings.reranking().model();
    return wanted == null || model != null || settings.reranking().weights() != null
        ? ImmutableList.of()
        : ImmutableList.of(
            "No reranking model serves %s: the order is that of the search itself."
                .formatted(wanted));
  }

  /** Orders by the model's score; without a model returns the candidates as they are. */
  List<Candidate> byModel(List<Candidate> candidates, int limit) {
    if (model == null || candidates.isEmpty()) {
      return candidates;
    }
    List<Double> scores = model.score(query, candidates.stream().map(Candidate::text).toList());
    if (scores.size() != candidates.size()) {
      throw ModelException.permanent(
          "Reranking model %s returned %d scores for %d texts."
              .formatted(model.id(), scores.size(), candidates.size()),
          null);
    }
    List<Candidate> scored = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      scored.add(candidates.get(i).withScore(scores.get(i)));
    }
    return cut(scored, limit);
  }

  /** Orders by the weighted sum of vector score, which the candidates carry, and keyword score. */
  List<Candidate> byWeights(
      Weights weights, List<Candidate> candidates, Function<String, Collection<String>> words) {
    List<Set<String>> texts =
        candidates.stream()
            .<Set<String>>map(candidate -> new HashSet<>(words.apply(candidate.text())))
            .toList();
    WeightedScore score = new WeightedScore(weights, new HashSet<>(words.apply(query)), texts);
    List<Candidate> scored = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      scored.add(candidate.withScore(score.of(texts.get(i), candidate.score())));
    }
    return cut(scored, settings.topK());
  }

  private List<Candidate> cut(List<Candidate> scored, int limit) {
    Double threshold = settings.scoreThreshold();
    List<Candidate> kept =
        threshold == null || threshold == 0
            ? scored
            : scored.stream().filter(candidate -> candidate.reaches(threshold)).toList();
    return Candidate.best(kept, limit);
  }
}
