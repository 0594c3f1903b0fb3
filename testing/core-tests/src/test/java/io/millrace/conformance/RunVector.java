package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.engine.EngineThreads;
import io.millrace.engine.ExecutionPlan;
import io.millrace.engine.GraphWalk;
import io.millrace.engine.WalkContext;
import io.millrace.engine.WalkLimits;
import io.millrace.engine.WalkResult;
import io.millrace.error.MillraceException;
import io.millrace.event.RunStatus;
import io.millrace.graph.WorkflowGraph;
import io.millrace.node.BuiltInNodes;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import io.millrace.node.RunInfo;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineNode;
import io.millrace.pipeline.PipelineProblem;
import io.millrace.pipeline.PipelineValidator;
import io.millrace.template.jinjava.JinjavaTemplateProvider;
import io.millrace.variable.VariablePool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Walks the graph of one vector of {@code runs.json} and compares what came of it. */
final class RunVector {
  /** Fields of events that every legal run shares. */
  private static final Set<String> COMPARED =
      Set.of(
          "type",
          "node",
          "in_iteration",
          "iteration_index",
          "in_loop",
          "loop_index",
          "source",
          "target",
          "handle",
          "status",
          "outputs",
          "inputs",
          "index",
          "retry_index",
          "steps",
          "variable",
          "error",
          "pre_loop_output");

  private final JsonNode vector;
  private final JsonNode expected;
  private final EngineThreads threads;
  private final CompletableFuture<WalkResult> ended = new CompletableFuture<>();
  private @Nullable GraphWalk walk;

  private RunVector(JsonNode vector, EngineThreads threads) {
    this.vector = vector;
    this.expected = vector.get("expected");
    this.threads = threads;
  }

  static Verdict run(JsonNode vector, EngineThreads threads) throws Exception {
    return new RunVector(vector, threads).run();
  }

  private Verdict run() throws Exception {
    if (Binding.onUndefinedName(expected)) {
      return Verdict.notBinding("an undefined name renders as Dify's server does it: empty");
    }
    boolean invalid = expected.get("status").asText().equals("invalid");
    Map<String, Object> tree =
        Map.of(
            "workflow",
            Map.of("graph", Objects.requireNonNull(VectorValues.raw(vector.get("graph")))));
    ExecutionPlan plan;
    String rootId;
    try {
      Pipeline pipeline = Pipeline.fromTree(tree);
      if (neverFinishes(pipeline)) {
        return Verdict.notBinding("a graph that cannot finish is refused when it is read");
      }
      NodeServices services = new ScriptedCode().services(vector.path("code_limits"));
      plan =
          ExecutionPlan.of(
              WorkflowGraph.of(pipeline.nodes(), pipeline.edges()),
              node -> executor(node, services));
      rootId = vector.has("root") ? vector.get("root").asText() : firstRoot(pipeline);
      plan.requireRunnable(plan.root(rootId));
    } catch (MillraceException | IllegalArgumentException e) {
      return invalid ? Verdict.PASSED : Verdict.failed(expected.get("status"), e);
    }
    return invalid ? Verdict.failed("invalid", "the graph was accepted") : walked(plan, rootId);
  }

  private static boolean neverFinishes(Pipeline pipeline) {
    return PipelineValidator.validate(pipeline).stream()
        .map(PipelineProblem::code)
        .anyMatch(code -> code.name().contains("CYCLE") || code.name().contains("ORPHAN"));
  }

  private static String firstRoot(Pipeline pipeline) {
    return pipeline.nodes().stream()
        .filter(node -> WorkflowGraph.isRootType(node.type()))
        .map(PipelineNode::id)
        .findFirst()
        .orElse("");
  }

  private static NodeExecutor executor(io.millrace.graph.Node node, NodeServices services) {
    for (NodeExecutorProvider provider :
        List.of(new BuiltInNodes(), new JinjavaTemplateProvider())) {
      if (provider.types().contains(node.type())) {
        return provider.create(node, services);
      }
    }
    throw new InvalidNodeException("Unsupported DSL node type: " + node.type());
  }

  private Verdict walked(ExecutionPlan plan, String rootId) throws Exception {
    RecordedWalk recorded = new RecordedWalk(this::abortOn);
    AtomicInteger ids = new AtomicInteger();
    int maxSteps = vector.path("limits").path("max_steps").asInt(500);
    WalkContext context =
        new WalkContext(
            plan,
            recorded,
            threads,
            new RunInfo("run", false, null, null, null, "batch"),
            new WalkLimits(maxSteps, Duration.ofMinutes(1), Duration.ofMinutes(1)),
            Clock.systemUTC(),
            () -> "e-" + ids.incrementAndGet());
    VariablePool pool = VectorPool.of(vector.path("variables"));
    vector
        .path("inputs")
        .properties()
        .forEach(input -> pool.put(rootId, input.getKey(), VectorValues.value(input.getValue())));
    recorded.graph("GraphRunStartedEvent", Map.of());
    GraphWalk started = new GraphWalk(context, pool, ended::complete);
    walk = started;
    if (vector.path("abort").has("before_run")) {
      started.abort(GraphWalk.stopped(vector.get("abort").get("before_run").asText()));
    }
    started.start(plan.root(rootId));
    WalkResult result = ended.get(120, TimeUnit.SECONDS);
    return compared(recorded, context, pool, result);
  }

  private void abortOn(Map<String, @Nullable Object> event) {
    JsonNode on = vector.path("abort").path("on");
    if (walk != null
        && Objects.equals(on.path("type").textValue(), event.get("type"))
        && Objects.equals(on.path("node").textValue(), event.get("node"))) {
      walk.abort(GraphWalk.stopped(vector.get("abort").path("reason").asText()));
    }
  }

  private Verdict compared(
      RecordedWalk recorded, WalkContext context, VariablePool pool, WalkResult result) {
    Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
    Map<String, @Nullable Object> actual = new LinkedHashMap<>();
    Set<String> racy = new HashSet<>();
    expected.path("racy").forEach(field -> racy.add(field.asText()));
    compare(wanted, actual, "status", status(result, context));
    if (isOurs(expected.path("error").asText())) {
      compare(wanted, actual, "error", result.error());
    }
    compare(wanted, actual, "outputs", context.outputs());
    compare(wanted, actual, "exceptions_count", (long) context.exceptions());
    compareNodes(wanted, actual, recorded.nodes());
    compare(wanted, actual, "pool", stored(pool));
    wanted.keySet().removeAll(racy);
    actual.keySet().removeAll(racy);
    if (!Objects.equals(wanted, actual)) {
      return Verdict.failed(wanted, actual);
    }
    boolean eventsVary = racy.contains("event_set") || racy.contains("events");
    return eventsVary ? Verdict.PASSED : events(recorded);
  }

  private void compareNodes(
      Map<String, @Nullable Object> wanted,
      Map<String, @Nullable Object> actual,
      Map<String, String> ended) {
    Map<String, @Nullable Object> nodes = VectorValues.map(expected.path("nodes"));
    nodes.values().removeIf("skipped"::equals);
    // the original may leave a node without an end; ours ends every node that began
    ended.keySet().removeIf(node -> "started".equals(nodes.get(node)));
    nodes.values().removeIf("started"::equals);
    wanted.put("nodes", new TreeMap<>(nodes));
    actual.put("nodes", ended);
  }

  private void compare(
      Map<String, @Nullable Object> wanted,
      Map<String, @Nullable Object> actual,
      String field,
      @Nullable Object value) {
    wanted.put(field, VectorValues.raw(expected.path(field)));
    actual.put(field, value);
  }

  private static String status(WalkResult result, WalkContext context) {
    return result.status() == RunStatus.SUCCEEDED && context.exceptions() > 0
        ? "partial-succeeded"
        : result.status().wireName();
  }

  private boolean isOurs(String error) {
    return Binding.onText(error, vector);
  }

  private Map<String, Object> stored(VariablePool pool) {
    Map<String, Object> all = new LinkedHashMap<>();
    expected
        .path("pool")
        .fieldNames()
        .forEachRemaining(
            node -> {
              Map<String, Object> values = new LinkedHashMap<>();
              pool.under(node)
                  .forEach(
                      (name, value) -> {
                        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
                        typed.put("type", value.type().wireName());
                        typed.put("value", value.raw());
                        values.put(name, typed);
                      });
              all.put(node, values);
            });
    return all;
  }

  /** The same events as recorded, in an order that keeps every {@code happens_before} pair. */
  private Verdict events(RecordedWalk recorded) {
    List<Map<String, @Nullable Object>> actual = new ArrayList<>();
    recorded.events().forEach(event -> actual.add(shown(event, event)));
    List<JsonNode> wanted = new ArrayList<>();
    expected.path("events").forEach(wanted::add);
    int[] place = new int[wanted.size()];
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < place.length; i++) {
      Map<String, @Nullable Object> event = VectorValues.map(wanted.get(i));
      place[i] = Integer.MAX_VALUE;
      if (String.valueOf(event.get("type")).startsWith("GraphRun")) {
        place[i] = i == 0 ? -1 : Integer.MAX_VALUE;
        continue;
      }
      Map<String, @Nullable Object> shown = shown(event, event);
      for (int j = 0; j < actual.size() && place[i] == Integer.MAX_VALUE; j++) {
        if (!used.contains(j) && shown.equals(shown(recorded.events().get(j), event))) {
          place[i] = j;
          used.add(j);
        }
      }
      if (place[i] == Integer.MAX_VALUE) {
        return Verdict.failed(shown, "no such event in " + actual);
      }
    }
    if (used.size() != actual.size() - 1) {
      List<Map<String, @Nullable Object>> more = new ArrayList<>(actual);
      used.stream().sorted(Collections.reverseOrder()).forEach(j -> more.remove((int) j));
      more.removeIf(event -> "GraphRunStartedEvent".equals(event.get("type")));
      more.removeIf(event -> neverEnds(event.get("node")));
      if (!more.isEmpty()) {
        return Verdict.failed("no more events", more);
      }
    }
    for (JsonNode pair : expected.path("happens_before")) {
      if (place[pair.get(0).asInt()] >= place[pair.get(1).asInt()]) {
        return Verdict.failed(
            wanted.get(pair.get(0).asInt()) + " before " + wanted.get(pair.get(1).asInt()), actual);
      }
    }
    return Verdict.PASSED;
  }

  private boolean neverEnds(@Nullable Object node) {
    return node != null && "started".equals(expected.path("nodes").path(node.toString()).asText());
  }

  /** Returns the compared fields of an event that {@code like} has too. */
  private Map<String, @Nullable Object> shown(
      Map<String, @Nullable Object> event, Map<String, @Nullable Object> like) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (String field : COMPARED) {
      boolean edge = String.valueOf(event.get("type")).startsWith("GraphEdge");
      if (field.equals("handle") && !edge) {
        continue;
      }
      if (field.equals("inputs") && hasNodeSettings(like.get("inputs"))) {
        continue;
      }
      if (field.equals("error") && !isOurs(String.valueOf(like.get("error")))) {
        continue;
      }
      if (like.containsKey(field)) {
        shown.put(field, event.get(field));
      }
    }
    return shown;
  }

  /** The assigner shows its whole settings, defaults of the original included. */
  private static boolean hasNodeSettings(@Nullable Object inputs) {
    return inputs instanceof Map<?, ?> map && map.containsKey("retry_config");
  }
}
