package io.millrace.benchmarks.engine;

import io.millrace.PipelineEngine;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Scale;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** How long the first engine of a program takes, and how large core is. */
public final class StartBenchmark implements Benchmark {

  @Override
  public String name() {
    return "engine-start";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    double millis =
        Rounds.median(
            1,
            scale.rounds(),
            () -> ChildJvm.run(Starter.class, List.of()).getOrDefault("millis", Double.NaN));
    report.add(
        Figure.of(
            "first engine of a program, all plugins and a store", millis, "ms", Goal.atMost(300)));
    URI core = PipelineEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path jar = Path.of(core);
    if (Files.isRegularFile(jar)) { // a build without jars has a folder here
      report.add(Figure.of("core jar", Files.size(jar) / 1024.0, "KiB", Goal.atMost(1_024)));
    }
  }

  /**
   * Makes an engine as the first thing its process does, but for a line in the log: which logging
   * library there is, and how long it takes to begin, is the program's own affair.
   */
  static final class Starter {
    private Starter() {}

    public static void main(String[] arguments) throws Exception {
      Path store = Files.createTempDirectory("millrace-start");
      LoggerFactory.getLogger(Starter.class).debug("Making an engine");
      long begin = System.nanoTime();
      try (PipelineEngine engine = PipelineEngine.builder().discover().store(store).build()) {
        ChildJvm.say("millis", (System.nanoTime() - begin) / 1e6);
        ChildJvm.say("plugins", engine.plugins().size());
      }
    }
  }
}
