package io.millrace.benchmarks.knowledge;

import io.millrace.benchmarks.fake.Texts;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Scale;

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
    try (Filling warm = new Filling(null)) {
      warm.fill(0, segments, A_DOCUMENT, texts::get);
    }
    double rate =
        Rounds.median(
            1,
            Math.min(3, scale.rounds()),
            () -> {
              try (Filling filling = new Filling(null)) {
                return segments
                    / Rounds.seconds(() -> filling.fill(0, segments, A_DOCUMENT, texts::get));
              }
            });
    report.add(
        Figure.of(
            "economy: %,d segments of 500 characters, durable".formatted(segments),
            rate,
            "segments/s",
            Goal.atLeast(10_000)));
  }
}
