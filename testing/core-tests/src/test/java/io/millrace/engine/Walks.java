package io.millrace.engine;

import io.millrace.event.NodeExecution;
import io.millrace.event.NodeStatus;
import io.millrace.graph.Edge;
import io.millrace.graph.Scope;
import io.millrace.graph.WorkflowGraph;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.RunInfo;
import io.millrace.pipeline.PipelineEdge;
import io.millrace.pipeline.PipelineNode;
import io.millrace.variable.VariablePool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A graph written as {@code start>a a>b}, whose nodes do what a test gives them. */
final class Walks {
  private final Map<String, NodeExecutor> executors = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> data = new LinkedHashMap<>();
  private final List<PipelineEdge> edges = new ArrayList<>();
  private WalkLimits limits = WalkLimits.DEFAULT;

  /** Returns a graph of edges {@code source>target} or {@code source:handle>target}. */
  static Walks of(String graph) {
    Walks walks = new Walks();
    for (String edge : graph.trim().split("\\s+")) {
      String[] ends = edge.split(">", 2);
      String[] source = ends[0].split(":", 2);
      walks.edges.add(
          new PipelineEdge(source[0], source.length == 2 ? source[1] : "source", ends[1]));
      walks.node(source[0]);
      walks.node(ends[1]);
    }
    return walks;
  }

  private void node(String id) {
    executors.putIfAbsent(id, context -> NodeResult.succeeded(Map.of("out", id)));
    data.putIfAbsent(
        id, new LinkedHashMap<>(Map.of("type", id.startsWith("start") ? "start" : "code")));
  }

  Walks doing(String id, NodeExecutor executor) {
    executors.put(id, executor);
    return this;
  }

  Walks failing(String id, String message) {
    return doing(id, context -> NodeResult.failed(message, "TestError"));
  }

  Walks set(String id, String field, Object value) {
    settings(id).put(field, value);
    return this;
  }

  private Map<String, Object> settings(String id) {
    return data.computeIfAbsent(id, key -> new LinkedHashMap<>());
  }

  Walks retrying(String id, int times, int intervalMillis) {
    return set(
        id,
        "retry_config",
        Map.of("retry_enabled", true, "max_retries", times, "retry_interval", intervalMillis));
  }

  Walks limited(int steps, Duration time, Duration nodeTimeout) {
    limits = new WalkLimits(steps, time, nodeTimeout);
    return this;
  }

  ExecutionPlan plan() {
    List<PipelineNode> nodes = new ArrayList<>();
    data.forEach(
        (id, settings) ->
            nodes.add(
                new PipelineNode(id, String.valueOf(settings.get("type")), id, settings, null)));
    return ExecutionPlan.of(WorkflowGraph.of(nodes, edges), node -> executor(node.id()));
  }

  private NodeExecutor executor(String id) {
    NodeExecutor executor = executors.get(id);
    if (executor == null) {
      throw new IllegalArgumentException(id);
    }
    return executor;
  }

  /** A walk that was started, and what it says. */
  final class Started implements WalkListener {
    private final List<String> script = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<WalkResult> ended = new CompletableFuture<>();
    private final VariablePool pool = new VariablePool();
    private final WalkContext context;
    private final GraphWalk walk;

    private Started(EngineThreads threads) {
      ExecutionPlan plan = plan();
      AtomicInteger ids = new AtomicInteger();
      context =
          new WalkContext(
              plan,
              this,
              threads,
              new RunInfo("run", false, null, null, null, "batch"),
              limits,
              Clock.systemUTC(),
              () -> "e-" + ids.incrementAndGet());
      walk = new GraphWalk(context, pool, ended::complete);
    }

    Started go() {
      walk.start(context.plan.root("start"));
      return this;
    }

    void abort(String reason) {
      walk.abort(GraphWalk.stopped(reason));
    }

    WalkResult result() {
      try {
        return ended.get(120, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError("The walk did not end; so far: " + script, e);
      }
    }

    List<String> script() {
      result();
      return List.copyOf(script);
    }

    List<String> soFar() {
      return List.copyOf(script);
    }

    VariablePool pool() {
      return pool;
    }

    WalkContext context() {
      return context;
    }

    @Override
    public void nodeStarted(NodeExecution node) {
      script.add("+" + node.nodeId());
    }

    @Override
    public void nodeRetried(
        NodeExecution node, Instant startedAt, NodeResult.Failed failed, int retryIndex) {
      script.add("retry " + retryIndex + " " + node.nodeId());
    }

    @Override
    public void nodeFinished(
        NodeExecution node,
        Instant startedAt,
        NodeStatus status,
        NodeResult result,
        @Nullable String error) {
      script.add("-" + node.nodeId() + (status == NodeStatus.SUCCEEDED ? "" : " " + status));
    }

    @Override
    public void edgeSkipped(Scope scope, Edge edge) {
      script.add(
          "skip "
              + scope.nodes().get(edge.source()).id()
              + ">"
              + scope.nodes().get(edge.target()).id());
    }
  }

  Started start(EngineThreads threads) {
    return new Started(threads).go();
  }

  Started ready(EngineThreads threads) {
    return new Started(threads);
  }
}
