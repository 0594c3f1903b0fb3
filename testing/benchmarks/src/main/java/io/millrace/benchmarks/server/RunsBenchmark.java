package io.millrace.benchmarks.server;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.util.Map;

/**
 * Blocking runs of a pipeline of four nodes (file, text, chunks, index) over 200 texts of 1,000
 * characters: drafts, which preview, and published ones, each of which is on disk before it is
 * answered.
 */
public final class RunsBenchmark implements Benchmark {
  private static final int FILES = 200;
  private static final double SOME_ARE_CUT_OFF = 0.9;

  private final boolean published;
  private final int clients;
  private final double goal;

  private RunsBenchmark(boolean published, int clients, double goal) {
    this.published = published;
    this.clients = clients;
    this.goal = goal;
  }

  /** Draft runs. */
  public static RunsBenchmark drafts() {
    return new RunsBenchmark(false, 32, 1_000);
  }

  /** Published runs; those that are ready at the same time share a commit. */
  public static RunsBenchmark published() {
    return new RunsBenchmark(true, 128, 200);
  }

  @Override
  public String name() {
    return published ? "server-published" : "server-drafts";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    double seconds = scale == Scale.TINY ? 0.3 : scale == Scale.SHORT ? 10 : 30;
    boolean wrk = scale != Scale.TINY && Wrk.isInstalled();
    try (ServerProcess server = ServerProcess.start("1g", FILES, 1)) {
      perSecond(server, seconds * 2, wrk); // until its code is compiled
      Map<String, Double> before = server.figures();
      double rate = perSecond(server, seconds, wrk);
      Map<String, Double> after = server.figures();
      if (grown(before, after, "runs") < rate * seconds * SOME_ARE_CUT_OFF) {
        throw new IllegalStateException("Not every run that was answered has succeeded");
      }
      String what =
          "blocking %s runs, %d clients%s"
              .formatted(published ? "published" : "draft", clients, wrk ? " (wrk)" : "");
      report.add(Figure.of(what, rate, "runs/s", Goal.atLeast(goal)));
      report.add(
          Figure.of(
              what + ", in a second of the server's processor time",
              rate * seconds / grown(before, after, "cpu"),
              "runs",
              null));
    }
  }

  private static double grown(Map<String, Double> before, Map<String, Double> after, String name) {
    return after.getOrDefault(name, Double.NaN) - before.getOrDefault(name, Double.NaN);
  }

  private double perSecond(ServerProcess server, double seconds, boolean wrk) throws Exception {
    if (wrk) {
      return Wrk.perSecond(server, published, clients, (int) seconds);
    }
    Requests requests = new Requests(server);
    try (Callers callers =
        new Callers(
            server.address(), i -> requests.run("1.1", "short", i, published, "blocking"))) {
      return callers.perSecond(clients, seconds);
    }
  }
}
