package io.millrace.benchmarks.ingest;

import com.google.common.collect.ImmutableMap;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Texts of 10 KB split, embedded by a fake and kept in memory, each way in processes of its own
 * that take turns: once as the first thing a process does, and warm.
 */
public final class IngestBenchmark implements Benchmark {
  private static final List<String> OPTIONS = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");
  private static final String PEER = "LangChain4j";
  private static final int TIMES_AS_FAST = 3;

  /** What is said of a process, and what it means. */
  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.of(
          "first", "in a fresh process after a tenth of them", "warm", "warm, median of rounds");

  @Override
  public String name() {
    return "ingest-memory-store";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int texts = scale.of(20_000);
    int rounds = Math.min(3, scale.rounds());
    List<Map<String, Double>> ours = new ArrayList<>();
    List<Map<String, Double>> theirs = new ArrayList<>();
    for (int process = 0; process < rounds; process++) {
      ours.add(ingest(OurIngest.class, texts, rounds, "keep"));
      theirs.add(ingest(LangChainIngest.class, texts, rounds, ""));
    }
    KINDS.forEach(
        (kind, words) -> {
          double peer = rate(theirs, kind, texts);
          Goal goal = kind.equals("warm") ? Goal.atLeast(TIMES_AS_FAST * peer) : null;
          report.add(
              Figure.of(
                      "ingest of %,d texts of 10 KB, %s".formatted(texts, words),
                      rate(ours, kind, texts),
                      "texts/s",
                      goal)
                  .beside(Map.of(PEER, peer)));
        });
  }

  private static Map<String, Double> ingest(Class<?> way, int texts, int rounds, String keeping)
      throws Exception {
    String warmUp = Integer.toString(Math.max(1, texts / 10));
    return ChildJvm.run(
        way, OPTIONS, Integer.toString(texts), warmUp, Integer.toString(rounds), keeping);
  }

  /** Returns texts a second: the median of all processes. */
  private static double rate(List<Map<String, Double>> processes, String kind, int texts) {
    return texts
        / Rounds.median(
            processes.stream().map(said -> said.getOrDefault(kind, Double.NaN)).toList());
  }
}
