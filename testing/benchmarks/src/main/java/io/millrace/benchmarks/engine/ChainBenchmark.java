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
 * A chain of nodes that do nothing, with a listener of all events: whole runs one after the other,
 * from the request to the result, through the engine's front door.
 */
public final class ChainBenchmark implements Benchmark {
  private static final String OURS = "";

  @Override
  public String name() {
    return "engine-chain";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    for (int nodes : new int[] {10, 100, 1_000, 10_000}) {
      if (scale != Scale.TINY || nodes <= 100) {
        report.add(chain(scale, nodes));
      }
    }
  }

  private static Figure chain(Scale scale, int nodes) throws Exception {
    RunRequest request = NoopPipelines.request(NoopPipelines.chain(nodes));
    org.bsc.langgraph4j.CompiledGraph<AgentState> langGraph = LangGraphPeer.chain(nodes);
    CompiledGraph alibaba = AlibabaPeer.chain(nodes);
    try (PipelineEngine engine = NoopPipelines.engine().build()) {
      Map<String, Sample> samples = new LinkedHashMap<>();
      samples.put(OURS, Rounds.clockNanos(scale, () -> NoopPipelines.run(engine, request)));
      samples.put(LangGraphPeer.NAME, Rounds.clockNanos(scale, () -> LangGraphPeer.run(langGraph)));
      if (nodes <= 1_000) { // takes the stack of one call a node
        samples.put(AlibabaPeer.NAME, Rounds.clockNanos(scale, () -> AlibabaPeer.run(alibaba)));
      }
      Map<String, Double> medians = Rounds.medians(3, scale.rounds(), samples);
      medians.replaceAll((name, nanos) -> nanos / 1e3 / nodes);
      double ours = medians.getOrDefault(OURS, Double.NaN);
      medians.remove(OURS);
      return Figure.of(
              "chain of %,d no-op nodes, events on".formatted(nodes),
              ours,
              "µs/node",
              Goal.atMost(5))
          .beside(medians);
    }
  }
}
