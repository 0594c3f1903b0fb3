package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps every benchmark running; what it measures here means nothing. */
class BenchmarksTest {
  static Stream<String> names() {
    return Catalogue.named("").stream().map(Benchmark::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  @Timeout(240)
  void everyBenchmarkRunsAndGivesFigures(String name) throws Exception {
    Report report = new Report(new PrintStream(OutputStream.nullOutputStream()));

    Catalogue.named(name).get(0).run(Scale.TINY, report);

    assertThat(report.figures())
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(figure.median()).isNotNegative());
    assertThat(report.table()).startsWith("| What | Median |");
  }

  @Test
  void namesAreUnique() {
    assertThat(names()).doesNotHaveDuplicates();
  }
}
