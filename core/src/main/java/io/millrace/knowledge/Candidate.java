package io.millrace.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A hit on its way through reranking, with its score so far. */
record Candidate(Hit hit, double score) {
  /**
   * Vectors are single precision: a score this far below a threshold still counts as reaching it.
   */
  private static final double TOLERANCE = 1e-6;

  static Candidate of(Hit hit) {
    return new Candidate(hit, hit.score());
  }

  /** Returns the id of what was found. */
  String id() {
    return hit.id();
  }

  /** Returns the text that was found. */
  String text() {
    return hit.text();
  }

  Candidate withScore(double newScore) {
    return new Candidate(hit, newScore);
  }

  boolean reaches(double threshold) {
    return score >= threshold - TOLERANCE;
  }

  /** Returns the best, best first; equals stay in order. */
  static List<Candidate> best(List<Candidate> candidates, int limit) {
    List<Candidate> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return sorted.size() <= limit ? sorted : sorted.subList(0, limit);
  }
}
