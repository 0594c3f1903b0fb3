package io.millrace.benchmarks.drive;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.util.List;
import java.util.Map;

/** A million keys of one bucket, found one by one in a process with 128 MB of heap. */
public final class ListingBenchmark implements Benchmark {
  private static final int KEYS = 1_000_000;

  @Override
  public String name() {
    return "drive-list";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    // it takes seconds: only the smallest scale is smaller
    int keys = scale == Scale.TINY ? 3_000 : KEYS;
    try (EndlessListing server = new EndlessListing(keys)) {
      Map<String, Double> figures =
          ChildJvm.run(
              Listing.class, List.of("-Xmx128m"), server.endpoint(), Integer.toString(keys));
      String what = "%,d listed keys under -Xmx128m".formatted(keys);
      report.add(Figure.of(what, keys / figures.getOrDefault("seconds", 0.0), "keys/s", null));
      report.add(
          Figure.of(
              what + ", until the first", 1000 * figures.getOrDefault("first", 0.0), "ms", null));
      report.add(
          Figure.of(
              what + ", heap held after the last",
              figures.getOrDefault("held", 0.0),
              "MB",
              Goal.atMost(128)));
    }
  }
}
