package io.millrace.benchmarks.knowledge;

import io.millrace.benchmarks.fake.Texts;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Cost;
import io.millrace.benchmarks.harness.Scale;
import java.util.Map;

/** Segments of 500 characters into an economy knowledge base on disk, durable at the end. */
public final class EconomyBenchmark implements Benchmark {
  private static final int LENGTH = 500;
  private static final int A_DOCUMENT = 100;

  @Override
  public String name() {
    return "knowledge-economy";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int segments = scale.of(50_000);
    Texts.Pieces texts = new Texts.Pieces(LENGTH);
    Cost cost =
        Rounds.costs(scale, Map.of("", () -> fill(segments, texts))).values().iterator().next();
    String what = "economy: %,d segments of 500 characters, durable, ".formatted(segments);
    report.add(figure(what + "a second of processor time", segments / cost.processor()));
    report.add(figure(what + "on the clock", segments / cost.clock()));
  }

  private static Object fill(int segments, Texts.Pieces texts) throws Exception {
    try (Filling filling = new Filling(null)) {
      return filling.fill(0, segments, A_DOCUMENT, texts::get);
    }
  }

  private static Figure figure(String what, double segmentsANano) {
    return Figure.of(what, segmentsANano * 1e9, "segments/s", Goal.atLeast(10_000));
  }
}
