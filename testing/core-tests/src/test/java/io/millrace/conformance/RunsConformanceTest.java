package io.millrace.conformance;

import io.millrace.engine.EngineThreads;
import org.junit.jupiter.api.Test;

/** Whole graphs, walked by the engine (recorded runs of Dify's own). */
class RunsConformanceTest {

  @Test
  void graphsRunAsRecorded() {
    try (EngineThreads threads = new EngineThreads(32)) {
      ConformanceSuite.load("engine", "runs").check(vector -> RunVector.run(vector, threads));
    }
  }
}
