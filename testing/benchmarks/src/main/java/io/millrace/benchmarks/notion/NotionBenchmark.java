package io.millrace.benchmarks.notion;

import io.millrace.benchmarks.fake.FakeNotion;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Pages of 100 blocks from a server that takes 50 ms, in a process with 128 MB of heap: how much of
 * the concurrency is used, and how much of a budget of requests.
 */
public final class NotionBenchmark implements Benchmark {
  private static final Duration DELAY = Duration.ofMillis(50);
  private static final int CONCURRENCY = 8;
  private static final int BURST = 6;

  @Override
  public String name() {
    return "notion-read";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    unlimited(scale.of(2_000), report);
    limited(Math.max(4, scale.of(100)), report);
  }

  private static void unlimited(int pages, Report report) throws Exception {
    try (FakeNotion server = new FakeNotion(DELAY, 0, 1)) {
      double seconds = read(server, pages, "0");
      String what = "%,d pages of 100 blocks, 50 ms an answer, under -Xmx128m".formatted(pages);
      report.add(Figure.of(what, pages / seconds, "pages/s", null));
      report.add(
          Figure.of(
              what + ": used of 8 requests at once",
              100 * server.busySeconds() / (seconds * CONCURRENCY),
              "%",
              Goal.atLeast(90)));
    }
  }

  private static void limited(int pages, Report report) throws Exception {
    try (FakeNotion server = new FakeNotion(DELAY, 3, BURST + 1)) {
      double seconds = read(server, pages, "3");
      String what = "%,d pages with 3 requests/s".formatted(pages);
      report.add(
          Figure.of(
              what + ": used of the allowed rate",
              100 * server.answered() / (BURST + 3 * seconds),
              "%",
              Goal.atLeast(95)));
      report.add(Figure.of(what + ": refused", server.refused(), "requests", Goal.atMost(0)));
    }
  }

  private static double read(FakeNotion server, int pages, String perSecond) throws Exception {
    Map<String, Double> figures =
        ChildJvm.run(
            NotionReading.class,
            List.of("-Xmx128m"),
            server.url(),
            Integer.toString(pages),
            perSecond);
    return figures.getOrDefault("seconds", Double.NaN);
  }
}
