package io.millrace.benchmarks.engine;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.benchmarks.fake.FakeNodes;
import io.millrace.benchmarks.fake.FakePages;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Cost;
import io.millrace.benchmarks.harness.Scale;
import io.millrace.node.NodeResult;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An iteration whose inside is one node that does nothing, with a listener of all events. */
public final class IterationBenchmark implements Benchmark {

  @Override
  public String name() {
    return "engine-iteration";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int items = scale.of(100_000);
    List<Object> list = IntStream.range(0, items).mapToObj(i -> (Object) ("item " + i)).toList();
    FakeNodes nodes =
        new FakeNodes(
            Map.of(
                "items", context -> NodeResult.succeeded(Map.of("items", list)),
                "one", context -> NodeResult.succeeded(Map.of("result", "text"))));
    try (PipelineEngine engine =
        PipelineEngine.builder()
            .addDatasource(new FakePages())
            .addNodes(nodes)
            .maxSteps(2 * items + 100)
            .addListener(event -> {})
            .build()) {
      for (boolean parallel : new boolean[] {false, true}) {
        RunRequest request = NoopPipelines.request(pipeline(parallel));
        Cost cost =
            Rounds.costs(scale, Map.of("", () -> NoopPipelines.run(engine, request)))
                .values()
                .iterator()
                .next();
        String what =
            "iteration over %,d items, %s, "
                .formatted(items, parallel ? "ten at once" : "one by one");
        report.add(figure(what + "processor time of all threads", cost.processor() / items));
        report.add(figure(what + "on the clock", cost.clock() / items));
      }
    }
  }

  private static Figure figure(String what, double nanos) {
    return Figure.of(what, nanos / 1e3, "µs/item", Goal.atMost(10));
  }

  private static Pipeline pipeline(boolean parallel) {
    PipelineBuilder builder = NoopPipelines.begin("Iteration " + parallel);
    builder.node("list", "items", Map.of()).edge("source", "list");
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("start_node_id", "begin");
    settings.put("iterator_selector", List.of("list", "items"));
    settings.put("output_selector", List.of("one", "result"));
    settings.put("iterator_input_type", "array[string]");
    settings.put("output_type", "array[string]");
    settings.put("is_parallel", parallel);
    settings.put("parallel_nums", 10);
    settings.put("error_handle_mode", "terminated");
    settings.put("flatten_output", true);
    builder.node("result", "iteration", settings).edge("list", "result");
    builder.node("begin", "iteration-start", Map.of("iteration_id", "result"));
    builder.node("one", "one", Map.of("iteration_id", "result")).edge("begin", "one");
    builder
        .knowledgeIndex("index")
        .chunks(io.millrace.variable.Selector.of("result", "output"))
        .economy()
        .edge("result", "index");
    return builder.build();
  }
}
