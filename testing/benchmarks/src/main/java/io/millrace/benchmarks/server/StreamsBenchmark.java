package io.millrace.benchmarks.server;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;

/** Runs that all stream at once: each waits at a gate until every client has its first event. */
public final class StreamsBenchmark implements Benchmark {
  private static final int NODES = 25;
  private static final double MOST_MEGABYTES = 1_000;

  @Override
  public String name() {
    return "server-streams";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int count = scale == Scale.TINY ? 8 : 2_000;
    try (ServerProcess server = ServerProcess.start("512m", 1, NODES);
        EventClients clients = new EventClients()) {
      Requests requests = new Requests(server);
      byte[] request = requests.run("1.0", "gated", 0, false, "streaming");
      clients.connect(server.address(), count, i -> request);
      clients.readUntil(clients::allBegan);
      server.open();
      long begun = System.nanoTime();
      clients.readUntil(clients::allEnded);
      double seconds = (System.nanoTime() - begun) / 1e9;
      String what = "%,d streams at once".formatted(count);
      report.add(
          Figure.of(
              what + ", with an event missing or out of order",
              (double) clients.incomplete(ServedEngine.eventsOf(NODES)),
              "streams",
              Goal.atMost(0)));
      report.add(
          Figure.of(
              what + ", peak memory of the process under -Xmx512m",
              server.peakMegabytes(),
              "MB",
              Goal.atMost(MOST_MEGABYTES)));
      report.add(
          Figure.of(
              what + ", from the opened gate to the last end",
              clients.events() / seconds,
              "events/s",
              null));
    }
  }
}
