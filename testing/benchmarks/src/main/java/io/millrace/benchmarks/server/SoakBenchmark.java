package io.millrace.benchmarks.server;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Clients that vanish, stall and come back, for minutes: three unless {@code -Dsoak.minutes} says
 * otherwise, fifteen at full scale. What the server uses is compared when nothing is under way,
 * after a quarter of the time and at the end.
 */
public final class SoakBenchmark implements Benchmark {
  private static final int CLIENTS = 24;
  private static final int TINY_CLIENTS = 3;
  private static final int NODES = 100;
  private static final int TINY_NODES = 30;
  private static final double MOST_THREADS = 260; // 128 for nodes, 64 for HTTP, and the rest
  private static final double MOST_NEW_HANDLES = 8;
  private static final double MOST_NEW_MEGABYTES = 16;

  @Override
  public String name() {
    return "server-soak";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    double minutes =
        switch (scale) {
          case TINY -> 0.02;
          case SHORT -> 3;
          case FULL -> 15;
        };
    minutes = Double.parseDouble(System.getProperty("soak.minutes", Double.toString(minutes)));
    int nodes = scale == Scale.TINY ? TINY_NODES : NODES;
    int count = scale == Scale.TINY ? TINY_CLIENTS : CLIENTS;
    try (ServerProcess server = ServerProcess.start("512m", 50, nodes)) {
      SoakClients clients = new SoakClients(server, ServedEngine.eventsOf(nodes), 1);
      visit(clients, count, minutes / 4);
      Map<String, Double> before = server.figures();
      visit(clients, count, minutes * 3 / 4);
      Map<String, Double> after = server.figures();
      String what = "soak of %.1f minutes".formatted(minutes);
      report.add(
          Figure.of(what + ", visits of clients", (double) clients.visits(), "visits", null));
      report.add(
          Figure.of(
              what + ", of them with lost or misplaced events",
              (double) clients.failures(),
              "visits",
              Goal.atMost(0)));
      report.add(
          Figure.of(
              what + ", threads at the end",
              after.getOrDefault("threads", Double.NaN),
              "threads",
              Goal.atMost(MOST_THREADS)));
      grown(report, what, "handles", before, after, MOST_NEW_HANDLES);
      grown(report, what, "heap", before, after, MOST_NEW_MEGABYTES);
      if (scale != Scale.TINY && clients.failures() > 0) {
        throw new IOException(String.join("\n", clients.problems()));
      }
    }
  }

  private static void visit(SoakClients clients, int count, double minutes)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (minutes * 60e9);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> clients.visitUntil(end), "client-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    clients.awaitQuiet();
  }

  private static void grown(
      Report report,
      String what,
      String name,
      Map<String, Double> before,
      Map<String, Double> after,
      double most) {
    double begin = before.getOrDefault(name, Double.NaN);
    double end = after.getOrDefault(name, Double.NaN);
    report.add(
        Figure.of(
            what + ", %s from %.0f to %.0f, more by".formatted(name, begin, end),
            Math.max(0, end - begin),
            name.equals("heap") ? "MB" : name,
            Goal.atMost(most)));
  }
}
