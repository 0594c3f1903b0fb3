package io.millrace.knowledge;

import io.millrace.knowledge.RetrievalSettings.Weights;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The keyword side of {@code weighted_score}: the cosine of TF-IDF vectors over the candidates
 * (spec/06 §5). Words are sets, so every term frequency is one.
 */
final class WeightedScore {
  private final int candidates;
  private final Map<String, Integer> documentFrequency = new HashMap<>();
  private final Weights weights;
  private final Set<String> queryWords;
  private final double queryNorm;

  /**
   * Weighs candidates against a query.
   *
   * @param queryWords the words of the query
   * @param texts the words of each candidate
   */
  WeightedScore(Weights weights, Set<String> queryWords, Collection<Set<String>> texts) {
    this.weights = weights;
    this.queryWords = queryWords;
    candidates = texts.size();
    for (Set<String> words : texts) {
      words.forEach(word -> documentFrequency.merge(word, 1, Integer::sum));
    }
    queryNorm = norm(queryWords);
  }

  /** Returns the final score of a candidate with these words and that vector score. */
  double of(Set<String> words, double vectorScore) {
    return weights.vector() * vectorScore + weights.keyword() * keywordScore(words);
  }

  private double keywordScore(Set<String> words) {
    double norms = queryNorm * norm(words);
    if (norms == 0) {
      return 0;
    }
    double common = 0;
    for (String word : queryWords) {
      if (words.contains(word)) {
        common += square(idf(word));
      }
    }
    return common / norms;
  }

  private double norm(Set<String> words) {
    double squares = 0;
    for (String word : words) {
      squares += square(idf(word));
    }
    return Math.sqrt(squares);
  }

  private double idf(String word) {
    Integer frequency = documentFrequency.get(word);
    return frequency == null ? 0 : Math.log((1.0 + candidates) / (1.0 + frequency)) + 1;
  }

  private static double square(double value) {
    return value * value;
  }

  /** Returns the cosine of two vectors; 0 when one has no length. */
  static double cosine(float[] left, float[] right) {
    double dot = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      dot += (double) left[i] * right[i];
      leftSquares += square(left[i]);
      rightSquares += square(right[i]);
    }
    double norms = Math.sqrt(leftSquares) * Math.sqrt(rightSquares);
    return norms == 0 ? 0 : dot / norms;
  }
}
