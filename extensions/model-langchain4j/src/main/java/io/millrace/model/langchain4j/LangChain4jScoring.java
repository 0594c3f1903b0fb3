package io.millrace.model.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import java.time.Duration;
import java.util.List;

/** A scoring model of LangChain4j behind core's port. */
final class LangChain4jScoring implements RerankModel {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ModelId id;
  private final ScoringModel model;
  private final Throttle throttle;

  LangChain4jScoring(ModelId id, ScoringModel model, Throttle throttle) {
    this.id = id;
    this.model = model;
    this.throttle = throttle;
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public List<Double> score(String query, List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
    long estimate = Tokens.estimate(query) + texts.stream().mapToLong(Tokens::estimate).sum();
    List<Double> scores =
        throttle.call(
            ModelCall.within(LONGEST),
            estimate,
            answer -> 0,
            () -> Failures.translated(id, () -> model.scoreAll(segments, query).content()));
    if (scores.size() != texts.size()) {
      throw ModelException.permanent(
          "Model '%s' answered with %d scores for %d texts"
              .formatted(id, scores.size(), texts.size()),
          null);
    }
    return List.copyOf(scores);
  }

  @Override
  public String toString() {
    return "LangChain4jScoring[" + id + "]";
  }
}
