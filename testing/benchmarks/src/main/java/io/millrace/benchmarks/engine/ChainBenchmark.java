package io.millrace.benchmarks.engine;

import com.alibaba.cloud.ai.graph.CompiledGraph;
import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Cost;
import io.millrace.benchmarks.harness.Rounds.Work;
import io.millrace.benchmarks.harness.Scale;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bsc.langgraph4j.state.AgentState;

/**
 * A chain of nodes that do nothing, with a listener of all events: whole runs one after the other,
 * from the request to the result, through the engine's front door. Like the peers, the engine works
 * on the calling thread; one with the defaults, which works on threads of its own, stands beside.
 */
public final class ChainBenchmark implements Benchmark {
  private static final String OURS = "";
  private static final String OWN_THREADS = "Millrace on threads of its own";

  /** With a thousand its call did not return. */
  private static final int ALIBABA_NODES = 100;

  @Override
  public String name() {
    return "engine-chain";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    // long chains first: they warm up what the short ones use
    for (int nodes : new int[] {1_000, 10_000, 100, 10}) {
      if (scale != Scale.TINY || nodes <= 100) {
        chain(scale, nodes, report);
      }
    }
  }

  private static void chain(Scale scale, int nodes, Report report) throws Exception {
    RunRequest request = NoopPipelines.request(NoopPipelines.chain(nodes));
    org.bsc.langgraph4j.CompiledGraph<AgentState> langGraph = LangGraphPeer.chain(nodes);
    CompiledGraph alibaba = AlibabaPeer.chain(nodes);
    try (PipelineEngine engine = NoopPipelines.engine().walkOnCaller(true).build();
        PipelineEngine ownThreads = NoopPipelines.engine().build()) {
      Map<String, Work> works = new LinkedHashMap<>();
      works.put(OURS, () -> NoopPipelines.run(engine, request));
      works.put(OWN_THREADS, () -> NoopPipelines.run(ownThreads, request));
      works.put(LangGraphPeer.NAME, () -> LangGraphPeer.run(langGraph));
      if (nodes <= ALIBABA_NODES) {
        works.put(AlibabaPeer.NAME, () -> AlibabaPeer.run(alibaba));
      }
      Map<String, Cost> costs = Rounds.costs(scale, works);
      String what = "chain of %,d no-op nodes, events on, ".formatted(nodes);
      report.add(figure(what + "processor time of all threads", nodes, costs, Cost::processor));
      report.add(figure(what + "on the clock", nodes, costs, Cost::clock));
    }
  }

  private static Figure figure(
      String what, int nodes, Map<String, Cost> costs, ToDoubleFunction<Cost> part) {
    Map<String, Double> micros = new LinkedHashMap<>();
    costs.forEach((name, cost) -> micros.put(name, part.applyAsDouble(cost) / 1e3 / nodes));
    double ours = micros.getOrDefault(OURS, Double.NaN);
    micros.remove(OURS);
    return Figure.of(what, ours, "µs/node", Goal.atMost(5)).beside(micros);
  }
}
