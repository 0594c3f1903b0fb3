package io.millrace.benchmarks.ingest;

import com.google.common.collect.ImmutableMap;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.util.List;
import java.util.Map;

/** The same ingest with a store that only counts, in a process that may use 256 MB of heap. */
public final class MemoryBenchmark implements Benchmark {
  private static final double FLAT = 1.1;
  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.of(
          "peak", "peak memory of the whole process, all its heap included",
          "live", "heap in use when all are stored");

  @Override
  public String name() {
    return "ingest-memory";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    Map<String, Double> few = ingest(scale, report, scale.of(20_000));
    Map<String, Double> many = ingest(scale, report, scale.of(200_000));
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      double multiple =
          many.getOrDefault(kind.getKey(), Double.NaN)
              / few.getOrDefault(kind.getKey(), Double.NaN);
      report.add(
          Figure.of(
              kind.getValue() + ", with ten times the texts, as a multiple",
              multiple,
              "×",
              Goal.atMost(FLAT)));
    }
  }

  private static Map<String, Double> ingest(Scale scale, Report report, int texts)
      throws Exception {
    Map<String, Double> figures =
        ChildJvm.run(
            OurIngest.class,
            List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"),
            Integer.toString(texts),
            Integer.toString(scale.of(2_000)),
            "0",
            "count");
    String what = "%,d texts of 10 KB under -Xmx256m".formatted(texts);
    report.add(Figure.of(what, texts / figures.getOrDefault("first", Double.NaN), "texts/s", null));
    KINDS.forEach(
        (name, kind) ->
            report.add(
                Figure.of(what + ", " + kind, figures.getOrDefault(name, Double.NaN), "MB", null)));
    return figures;
  }
}
