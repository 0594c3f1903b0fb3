package io.millrace.benchmarks.notion;

import io.millrace.benchmarks.fake.FakeNotion;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.ChildServer;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.util.List;
import java.util.Map;

/**
 * A workspace of pages with 100 blocks, from a server that takes 50 ms: how much of the concurrency
 * is used, and how much of a budget of requests. Reader and server are a process each; the reader
 * has 128 MB of heap. What is used is what the server sees: the time in which requests were there.
 */
public final class NotionBenchmark implements Benchmark {
  private static final int CONCURRENCY = 8;
  private static final int BURST = 6;

  @Override
  public String name() {
    return "notion-read";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int pages = scale.of(2_000);
    unlimited(pages, 0, "read", report);
    unlimited(pages, 4, "run, 4 items at once", report);
    unlimited(pages, 8, "run, 8 items at once", report);
    limited(Math.max(4, scale.of(100)), report);
  }

  /** Measured between the listing's first request and the last page. */
  private record Reading(double seconds, Map<String, Double> server) {

    /** Returns what the server has counted under a name. */
    double counted(String name) {
      return server.getOrDefault(name, Double.NaN);
    }
  }

  private static void unlimited(int pages, int items, String how, Report report) throws Exception {
    Reading reading = read(pages, 0, items);
    String what =
        "%,d pages of 100 blocks, 50 ms an answer, under -Xmx128m, %s".formatted(pages, how);
    report.add(Figure.of(what, pages / reading.seconds(), "pages/s", null));
    report.add(
        Figure.of(
            what + ": used of 8 requests at once",
            100 * reading.counted("busy") / (reading.seconds() * CONCURRENCY),
            "%",
            items == 4 ? null : Goal.atLeast(90)));
  }

  private static void limited(int pages, Report report) throws Exception {
    Reading reading = read(pages, 3, 0);
    double allowed = BURST + 3 * reading.seconds();
    String what = "%,d pages with 3 requests/s".formatted(pages);
    report.add(
        Figure.of(
            what + ": used of the allowed rate",
            100 * reading.counted("answered") / allowed,
            "%",
            Goal.atLeast(95)));
    report.add(
        Figure.of(what + ": refused", reading.counted("refused"), "requests", Goal.atMost(0)));
  }

  /** The server refuses what is beyond the client's own budget, with nothing to spare. */
  private static Reading read(int pages, int perSecond, int items) throws Exception {
    try (ChildServer server =
        ChildServer.start(
            FakeNotion.class,
            List.of("-Xmx128m"),
            Integer.toString(pages),
            "50",
            Integer.toString(perSecond),
            Integer.toString(BURST))) {
      Map<String, Double> figures =
          ChildJvm.run(
              NotionReading.class,
              List.of("-Xmx128m"),
              server.url(),
              Integer.toString(perSecond),
              Integer.toString(items));
      return new Reading(figures.getOrDefault("seconds", Double.NaN), server.figures());
    }
  }
}
