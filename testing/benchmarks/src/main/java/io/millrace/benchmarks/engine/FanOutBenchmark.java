package io.millrace.benchmarks.engine;

import com.alibaba.cloud.ai.graph.CompiledGraph;
import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Sample;
import io.millrace.benchmarks.harness.Scale;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bsc.langgraph4j.state.AgentState;

/**
 * Fifty branches that each wait 20 ms: ours hold a thread each, the others' are timers, which is
 * the best that can be done with them.
 */
public final class FanOutBenchmark implements Benchmark {
  private static final int BRANCHES = 50;
  private static final String OURS = "";

  @Override
  public String name() {
    return "engine-fan-out";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    RunRequest request = NoopPipelines.request(NoopPipelines.fanOut(BRANCHES));
    org.bsc.langgraph4j.CompiledGraph<AgentState> langGraph =
        LangGraphPeer.fanOut(BRANCHES, NoopPipelines.PAUSE_MILLIS);
    CompiledGraph alibaba = AlibabaPeer.fanOut(BRANCHES, NoopPipelines.PAUSE_MILLIS);
    try (PipelineEngine engine = NoopPipelines.engine().build()) {
      Map<String, Sample> samples = new LinkedHashMap<>();
      samples.put(OURS, () -> Rounds.seconds(() -> NoopPipelines.run(engine, request)));
      samples.put(LangGraphPeer.NAME, () -> Rounds.seconds(() -> LangGraphPeer.run(langGraph)));
      samples.put(AlibabaPeer.NAME, () -> Rounds.seconds(() -> AlibabaPeer.run(alibaba)));
      Map<String, Double> medians = Rounds.medians(5, 6 * scale.rounds(), samples);
      medians.replaceAll((name, seconds) -> seconds * 1e3);
      double ours = medians.getOrDefault(OURS, Double.NaN);
      medians.remove(OURS);
      report.add(
          Figure.of("fan-out of 50 branches of 20 ms", ours, "ms", Goal.atMost(25))
              .beside(medians));
    }
  }
}
