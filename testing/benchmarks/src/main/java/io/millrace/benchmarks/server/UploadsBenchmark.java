package io.millrace.benchmarks.server;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;

/** Large uploads that all arrive at once, in a process whose heap could hold a few of them. */
public final class UploadsBenchmark implements Benchmark {
  private static final double MOST_MEGABYTES = 500;

  @Override
  public String name() {
    return "server-uploads";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int count = scale == Scale.TINY ? 4 : 200;
    int bytes = scale == Scale.TINY ? 100_000 : 15 << 20;
    try (ServerProcess server = ServerProcess.start("128m", 1, 1);
        UploadClients clients = new UploadClients(new Requests(server), bytes)) {
      long begun = System.nanoTime();
      int stored = clients.upload(server.address(), count);
      double seconds = (System.nanoTime() - begun) / 1e9;
      String what = "%d uploads of %.1f MB at once".formatted(count, bytes / 1e6);
      report.add(Figure.of(what + ", not stored", count - stored, "files", Goal.atMost(0)));
      report.add(
          Figure.of(
              what + ", peak memory of the process under -Xmx128m",
              server.peakMegabytes(),
              "MB",
              Goal.atMost(MOST_MEGABYTES)));
      report.add(Figure.of(what, count * (bytes / 1e6) / seconds, "MB/s", null));
    }
  }
}
