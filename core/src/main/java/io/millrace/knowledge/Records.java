package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.RetrievedRecord.ScoredChild;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes records out of what the channels found (spec/06 §5, "Building records"). */
final class Records {
  private Records() {}

  /** Returns what both lists found, each thing once and with its higher score. */
  static List<Candidate> distinct(List<Candidate> first, List<Candidate> second) {
    Map<String, Candidate> byId = new LinkedHashMap<>();
    first.forEach(candidate -> add(byId, candidate));
    second.forEach(candidate -> add(byId, candidate));
    return List.copyOf(byId.values());
  }

  private static void add(Map<String, Candidate> byId, Candidate candidate) {
    byId.merge(
        candidate.id(),
        candidate,
        (known, other) -> known.score() >= other.score() ? known : other);
  }

  /** Returns one record a segment, best first. */
  static ImmutableList<RetrievedRecord> of(List<Candidate> candidates) {
    Map<String, List<Candidate>> bySegment = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      bySegment
          .computeIfAbsent(candidate.hit().segment().id(), id -> new ArrayList<>())
          .add(candidate);
    }
    return bySegment.values().stream()
        .map(Records::record)
        .sorted(Comparator.comparingDouble(RetrievedRecord::score).reversed())
        .collect(ImmutableList.toImmutableList());
  }

  private static RetrievedRecord record(List<Candidate> ofOneSegment) {
    List<Candidate> sorted = Candidate.best(ofOneSegment, Integer.MAX_VALUE);
    ImmutableList.Builder<ScoredChild> children = ImmutableList.builder();
    String summary = null;
    for (Candidate candidate : sorted) {
      ChildChunk child = candidate.hit().child();
      if (child != null) {
        children.add(new ScoredChild(child, candidate.score()));
      }
      if (candidate.hit().ofSummary()) {
        summary = candidate.hit().segment().summary();
      }
    }
    Candidate best = sorted.get(0);
    return new RetrievedRecord(
        best.hit().segment(), best.hit().document(), children.build(), best.score(), summary);
  }
}
