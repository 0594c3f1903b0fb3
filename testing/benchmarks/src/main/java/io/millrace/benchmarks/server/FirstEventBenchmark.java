package io.millrace.benchmarks.server;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Scale;
import java.util.List;

/** How soon a stream begins at half of the load that can be carried. */
public final class FirstEventBenchmark implements Benchmark {
  private static final int CLIENTS = 32;
  private static final int FILES = 200;
  private static final double FIRST_EVENT_MILLIS = 50;
  private static final double LATE = 0.99;

  @Override
  public String name() {
    return "server-first-event";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    double seconds = scale == Scale.TINY ? 0.3 : scale == Scale.SHORT ? 10 : 30;
    try (ServerProcess server = ServerProcess.start("1g", FILES, 1)) {
      Requests requests = new Requests(server);
      try (Callers callers =
          new Callers(server.address(), i -> requests.run("1.1", "short", i, false, "streaming"))) {
        callers.perSecond(CLIENTS, seconds * 2); // until its code is compiled
        double most = callers.perSecond(CLIENTS, seconds);
        List<Double> millis = callers.firstEventMillis(CLIENTS, most / 2, seconds);
        String what = "first event of a stream";
        report.add(
            Figure.of("streamed draft runs, %d clients".formatted(CLIENTS), most, "runs/s", null));
        report.add(
            Figure.of(
                what + " at half of that, 99 of 100 within",
                Rounds.quantile(millis, LATE),
                "ms",
                Goal.atMost(FIRST_EVENT_MILLIS)));
        report.add(Figure.of(what + " at half of that, median", Rounds.median(millis), "ms", null));
      }
    }
  }
}
