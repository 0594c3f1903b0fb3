package io.millrace.benchmarks.ingest;

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

  @Override
  public String name() {
    return "ingest-memory";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    double few = peak(scale, report, scale.of(20_000));
    double many = peak(scale, report, scale.of(200_000));
    report.add(
        Figure.of(
            "peak with ten times the texts, as a multiple", many / few, "×", Goal.atMost(FLAT)));
  }

  private static double peak(Scale scale, Report report, int texts) throws Exception {
    Map<String, Double> figures =
        ChildJvm.run(
            OurIngest.class,
            List.of("-Xmx256m"),
            Integer.toString(texts),
            Integer.toString(scale.of(2_000)),
            "count");
    double peak = figures.getOrDefault("peak", Double.NaN);
    String what = "%,d texts of 10 KB under -Xmx256m".formatted(texts);
    report.add(
        Figure.of(what, texts / figures.getOrDefault("seconds", Double.NaN), "texts/s", null));
    report.add(Figure.of(what + ", peak memory of the whole process", peak, "MB", null));
    return peak;
  }
}
