package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Sample;
import io.millrace.benchmarks.harness.Scale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts of 10 KB split, embedded by a fake and kept in memory, each way in a fresh process. */
public final class IngestBenchmark implements Benchmark {
  private static final List<String> OPTIONS = List.of("-Xms2g", "-Xmx2g");
  private static final String PEER = "LangChain4j";

  @Override
  public String name() {
    return "ingest-memory-store";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int texts = scale.of(20_000);
    String warmUp = Integer.toString(Math.max(1, texts / 10));
    String count = Integer.toString(texts);
    Map<String, Sample> samples = new LinkedHashMap<>();
    samples.put(
        "", () -> rate(ChildJvm.run(OurIngest.class, OPTIONS, count, warmUp, "keep"), texts));
    samples.put(
        PEER, () -> rate(ChildJvm.run(LangChainIngest.class, OPTIONS, count, warmUp), texts));
    Map<String, Double> medians = Rounds.medians(0, Math.min(3, scale.rounds()), samples);
    double ours = medians.getOrDefault("", Double.NaN);
    double theirs = medians.getOrDefault(PEER, Double.NaN);
    report.add(
        Figure.of(
                "ingest of %,d texts of 10 KB".formatted(texts),
                ours,
                "texts/s",
                Goal.atLeast(3 * theirs))
            .beside(Map.of(PEER, theirs)));
  }

  private static double rate(Map<String, Double> figures, int texts) {
    return texts / figures.getOrDefault("seconds", Double.NaN);
  }
}
