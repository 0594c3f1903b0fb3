package io.millrace.benchmarks.engine;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.benchmarks.fake.FakeNodes;
import io.millrace.benchmarks.fake.FakePages;
import io.millrace.datasource.DatasourceType;
import io.millrace.event.RunStatus;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineBuilder;
import io.millrace.variable.Selector;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Pipelines whose nodes do nothing, or only wait, and engines that can run them. */
final class NoopPipelines {
  static final long PAUSE_MILLIS = 20;
  private static final int MOST_STEPS = 10_000_000;

  private static final NodeExecutor NOOP =
      context -> NodeResult.succeeded(Map.of("result", List.of("text")));

  private NoopPipelines() {}

  /** Returns an engine with a listener, so that every event is made and delivered. */
  static PipelineEngine.Builder engine() {
    return PipelineEngine.builder()
        .addDatasource(new FakePages())
        .addNodes(new FakeNodes(Map.of("noop", NOOP, "pause", NoopPipelines::pause)))
        .maxSteps(MOST_STEPS)
        .addListener(event -> {});
  }

  private static NodeResult pause(io.millrace.node.NodeContext context) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return NodeResult.succeeded(Map.of());
  }

  static PipelineBuilder begin(String name) {
    return Pipeline.builder(name).datasource("source").websiteCrawl("fake/pages", "pages", "pages");
  }

  static Pipeline end(PipelineBuilder builder, String... last) {
    builder.knowledgeIndex("index").chunks(Selector.of(last[0], "result")).economy();
    for (String node : last) {
      builder.edge(node, "index");
    }
    return builder.build();
  }

  /** Returns a chain of that many nodes, source and index included. */
  static Pipeline chain(int nodes) {
    PipelineBuilder builder = begin("Chain " + nodes);
    String before = "source";
    for (int i = 2; i < nodes; i++) {
      String id = "n" + i;
      builder.node(id, "noop", Map.of()).edge(before, id);
      before = id;
    }
    return end(builder, before);
  }

  /** Returns that many branches side by side, each of which waits once. */
  static Pipeline fanOut(int branches) {
    PipelineBuilder builder =
        begin("Fan-out").node("head", "noop", Map.of()).edge("source", "head");
    String[] ids = new String[branches + 1];
    ids[0] = "head";
    for (int i = 1; i <= branches; i++) {
      ids[i] = "p" + i;
      builder.node(ids[i], "pause", Map.of()).edge("head", ids[i]);
    }
    return end(builder, ids);
  }

  static RunRequest request(Pipeline pipeline) {
    return RunRequest.of(pipeline)
        .datasourceType(DatasourceType.WEBSITE_CRAWL)
        .entry(FakePages.page())
        .draft()
        .build();
  }

  static RunResult run(PipelineEngine engine, RunRequest request) {
    RunResult result = engine.run(request);
    if (result.status() != RunStatus.SUCCEEDED) {
      throw new IllegalStateException("The run failed: " + result.error());
    }
    return result;
  }
}
