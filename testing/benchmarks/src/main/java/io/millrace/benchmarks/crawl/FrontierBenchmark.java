package io.millrace.benchmarks.crawl;

import io.millrace.benchmarks.fake.FakeSite;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.util.List;
import java.util.Map;

/** Pages that lead to a million others: what the process takes while it knows them all. */
public final class FrontierBenchmark implements Benchmark {
  private static final int LISTS = 100;
  private static final int LISTED = 10_000;

  @Override
  public String name() {
    return "crawl-frontier";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int lists = scale == Scale.TINY ? 1 : LISTS; // the goal is about a million, not a fifth of it
    try (FakeSite site = FakeSite.start(1)) {
      Map<String, Double> figures =
          ChildJvm.run(
              Crawling.class,
              List.of("-Xmx128m", "-XX:+UseSerialGC"),
              site.url() + "many/of-" + lists,
              Integer.toString(lists + 1),
              "none",
              "1");
      double known = figures.getOrDefault("known", Double.NaN);
      if (known < (double) lists * LISTED) {
        throw new IllegalStateException("Only " + known + " addresses were found");
      }
      report.add(
          Figure.of(
              "%,.0f addresses in the frontier, peak memory of the whole process".formatted(known),
              figures.getOrDefault("peak", Double.NaN),
              "MB",
              Goal.atMost(256)));
    }
  }
}
