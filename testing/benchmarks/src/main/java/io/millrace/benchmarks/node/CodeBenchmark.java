package io.millrace.benchmarks.node;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Cost;
import io.millrace.benchmarks.harness.Scale;
import io.millrace.code.graal.GraalCodeProvider;
import io.millrace.node.CodeExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Calls a small JavaScript function whose contexts are warm; on the clock, it has its own thread.
 */
public final class CodeBenchmark implements Benchmark {
  private static final String CODE =
      """
      function main({ text, factor }) {
        const words = text.split(' ');
        return { result: words.map(word => word.length * factor), count: words.length };
      }
      """;

  @Override
  public String name() {
    return "node-code";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    Map<String, Object> inputs = Map.of("text", "the quick brown fox jumps", "factor", 3L);
    try (CodeExecutor executor = new GraalCodeProvider().open("javascript")) {
      Rounds.Work call =
          () ->
              executor.execute(
                  new CodeExecutor.Request(
                      CODE, inputs, Instant.now().plusSeconds(30), () -> false));
      Object first = call.run();
      if (!first.equals(Map.of("result", List.of(9L, 15L, 15L, 9L, 15L), "count", 5L))) {
        throw new IllegalStateException("Wrong result: " + first);
      }
      Cost cost = Rounds.costs(scale, Map.of("", call)).values().iterator().next();
      String what = "JavaScript call, warm, ";
      report.add(figure(what + "processor time of all threads", cost.processor()));
      report.add(figure(what + "on the clock", cost.clock()));
    }
  }

  private static Figure figure(String what, double nanos) {
    return Figure.of(what, nanos / 1e3, "µs", Goal.atMost(100));
  }
}
