package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.RunStatus;
import io.millrace.graph.Node;
import io.millrace.graph.WorkflowGraph;
import io.millrace.node.BuiltInNodes;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.RunInfo;
import io.millrace.pipeline.Pipeline;
import io.millrace.template.jinjava.JinjavaTemplateProvider;
import io.millrace.variable.VariablePool;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nodes that want too much, and graphs that are very large: bounded, clear, and the run goes on.
 */
@Timeout(600)
class FaultsTest {
  private static final EngineThreads THREADS = new EngineThreads(8);
  private static final WalkLimits LIMITS =
      new WalkLimits(1_000_000, Duration.ofMinutes(3), Duration.ofMinutes(3));

  @SuppressWarnings("NullAway.Init") // set by each walk
  private WalkResult result;

  private final List<Map<String, Object>> nodes = new ArrayList<>();
  private final List<Map<String, Object>> edges = new ArrayList<>();

  @AfterAll
  static void close() {
    THREADS.close();
  }

  @Test
  void aTemplateWithoutEndFailsByItsLimitsAndTheRunGoesOn() throws Exception {
    Map<String, Object> template =
        Map.of(
            "type",
            "template-transform",
            "template",
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "variables",
            List.of());
    assertHandled(template, "The template ", LIMITS);
  }

  /** What code can do is tested where it runs, in the module of the languages. */
  @Test
  void aNodeThatNeverReturnsFailsAtItsDeadlineAndTheRunGoesOn() throws Exception {
    assertHandled(Map.of("type", "test-greedy"), "Requested array size", LIMITS); // loads what it needs
    nodes.clear();
    edges.clear();
    WalkLimits impatient = new WalkLimits(100, Duration.ofMinutes(3), Duration.ofSeconds(3));
    assertHandled(Map.of("type", "test-stuck"), "Timed out; the limit for one node is", impatient);
  }

  @Test
  void aNodeThatRunsOutOfMemoryOrStackFailsAndTheRunGoesOn() throws Exception {
    assertHandled(Map.of("type", "test-greedy"), "Requested array size", LIMITS);
  }

  /** The bad node has a failure branch, on which a template tells of the error. */
  private void assertHandled(Map<String, Object> bad, String error, WalkLimits limits)
      throws Exception {
    Map<String, Object> data = new LinkedHashMap<>(bad);
    data.put("error_strategy", "fail-branch");
    node("bad", null, data);
    node("handler", null, template("handled: {{ e }}", "e", List.of("bad", "error_message")));
    node("end", null, end("said", List.of("handler", "output")));
    edge("start", "source", "bad");
    edge("bad", "fail-branch", "handler");
    edge("handler", "source", "end");

    Map<String, @Nullable Object> outputs = run(Map.of(), limits);

    assertThat(String.valueOf(outputs.get("said"))).startsWith("handled: ").contains(error);
  }

  @Test
  void aHundredThousandItemsNeedNoMoreMemoryThanTheirResults() throws Exception {
    // Each item makes a text of 20,000 characters: kept, they would not fit into the tests' memory.
    List<Long> items = IntStream.range(0, 100_000).mapToObj(Long::valueOf).toList();
    for (boolean parallel : new boolean[] {false, true}) {
      nodes.clear();
      edges.clear();
      Map<String, Object> iteration = new LinkedHashMap<>();
      iteration.put("type", "iteration");
      iteration.put("start_node_id", "its");
      iteration.put("iterator_selector", List.of("start", "items"));
      iteration.put("output_selector", List.of("small", "output"));
      iteration.put("is_parallel", parallel);
      node("it", null, iteration);
      node("its", "it", Map.of("type", "iteration-start"));
      node("big", "it", Map.of("type", "test-big"));
      node("small", "it", template("{{ i }}", "i", List.of("it", "item")));
      node("end", null, end("all", List.of("it", "output")));
      edge("start", "source", "it");
      edge("it", "source", "end");
      edge("its", "source", "big");
      edge("big", "source", "small");

      Map<String, @Nullable Object> outputs = run(Map.of("items", items), LIMITS);

      assertThat((List<?>) outputs.get("all"))
          .hasSize(items.size())
          .element(99_999)
          .isEqualTo("99999");
    }
  }

  @Test
  void filtersOverManyLongTextsTakeTimeInProportionToThem() throws Exception {
    // Each text is one that naive searching needs its length times the wanted text's length for.
    String nearly = "a".repeat(50_000);
    List<String> texts = Collections.nCopies(200, nearly + "c");
    List<Map<String, Object>> conditions = new ArrayList<>();
    for (String operator : List.of("not contains", "not contains", "not in", "is not")) {
      conditions.add(
          Map.of("key", "", "comparison_operator", operator, "value", "a".repeat(25_000) + "b"));
    }
    node(
        "list",
        null,
        Map.of(
            "type",
            "list-operator",
            "variable",
            List.of("start", "texts"),
            "filter_by",
            Map.of("enabled", true, "conditions", conditions),
            "order_by",
            Map.of("enabled", true, "value", "desc"),
            "limit",
            Map.of("enabled", true, "size", 150)));
    node("end", null, end("kept", List.of("list", "result")));
    edge("start", "source", "list");
    edge("list", "source", "end");

    assertThat((List<?>) run(Map.of("texts", texts), LIMITS).get("kept")).hasSize(150);
  }

  @Test
  void valuesNestedDeeplyAreFoundByTheirPathAndNotPrinted() throws Exception {
    Object value = "deep";
    List<String> path = new ArrayList<>(List.of("start", "value"));
    for (int i = 0; i < 900; i++) {
      value = Map.of("k", value);
      path.add("k");
    }
    node("say", null, template("{{ v }}", "v", path));
    node("end", null, end("said", List.of("say", "output")));
    edge("start", "source", "say");
    edge("say", "source", "end");
    assertThat(run(Map.of("value", value), LIMITS)).containsEntry("said", "deep");

    nodes.set(
        0, Map.of("id", "say", "data", template("{{ v|tojson }}", "v", List.of("start", "value"))));
    nodes.removeIf(node -> "start".equals(node.get("id")));
    assertThat(failure(Map.of("value", value), LIMITS))
        .isEqualTo("maximum recursion depth exceeded");
  }

  @Test
  void aLoopAtItsLimitsEndsAndAnotherStops() throws Exception {
    loop(10_000, "lp");
    node("end", null, end("n", List.of("lp", "n")));
    edge("lp", "source", "end");

    assertThat(run(Map.of(), LIMITS)).containsEntry("n", 10_000L);

    nodes.clear();
    edges.clear();
    loop(Integer.MAX_VALUE, "lp");
    assertThat(
            failure(Map.of(), new WalkLimits(5_000, Duration.ofMinutes(1), Duration.ofMinutes(1))))
        .contains("Maximum execution steps exceeded: 5001 > 5000");
  }

  /** A loop that counts in a variable of its own. */
  private void loop(int rounds, String id) {
    node(
        id,
        null,
        Map.of(
            "type",
            "loop",
            "start_node_id",
            "lps",
            "loop_count",
            rounds,
            "break_conditions",
            List.of(),
            "logical_operator",
            "and",
            "loop_variables",
            List.of(
                Map.of("label", "n", "var_type", "number", "value_type", "constant", "value", 0))));
    node("lps", id, Map.of("type", "loop-start"));
    node(
        "add",
        id,
        Map.of(
            "type",
            "assigner",
            "version",
            "2",
            "items",
            List.of(
                Map.of(
                    "variable_selector",
                    List.of(id, "n"),
                    "input_type",
                    "constant",
                    "operation",
                    "+=",
                    "value",
                    1L))));
    edge("start", "source", id);
    edge("lps", "source", "add");
  }

  @Test
  void anAssignerOnTheWrongTypeChangesNothing() throws Exception {
    node(
        "set",
        null,
        Map.of(
            "type",
            "assigner",
            "version",
            "2",
            "error_strategy",
            "fail-branch",
            "items",
            List.of(
                assignment("over-write", "changed"),
                assignment("append", "x"),
                assignment("over-write", List.of("x")))));
    node("end", null, end("text", List.of("start", "text")));
    edge("start", "source", "set");
    edge("set", "fail-branch", "end");

    assertThat(run(Map.of("text", "as it was"), LIMITS)).containsEntry("text", "as it was");
  }

  private static Map<String, Object> assignment(String operation, Object value) {
    return Map.of(
        "variable_selector",
        List.of("start", "text"),
        "input_type",
        "constant",
        "operation",
        operation,
        "value",
        value);
  }

  @Test
  void aGraphOfTenThousandNodesInManyLayersRuns() throws Exception {
    String before = "start";
    for (int layer = 0; layer < 100; layer++) {
      String join = "join" + layer;
      for (int i = 0; i < 99; i++) {
        String id = "n" + layer + "x" + i;
        node(id, null, template("{{ v }}", "v", List.of("start", "v")));
        edge(before, "source", id);
        edge(id, "source", join);
      }
      node(join, null, template("{{ v }}", "v", List.of("n" + layer + "x98", "output")));
      before = join;
    }
    node("end", null, end("last", List.of("join99", "output")));
    edge(before, "source", "end");

    assertThat(run(Map.of("v", "on"), LIMITS)).containsEntry("last", "on");
  }

  @Test
  void tenThousandBranchesJoinInOneNode() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      node("n" + i, null, Map.of("type", "test-big"));
      edge("start", "source", "n" + i);
      edge("n" + i, "source", "end");
    }
    node("end", null, end("one", List.of("n9999", "size")));

    assertThat(run(Map.of(), LIMITS)).containsEntry("one", 20_000L);
  }

  private static Map<String, Object> template(String text, String name, List<String> selector) {
    return Map.of(
        "type",
        "template-transform",
        "template",
        text,
        "variables",
        List.of(Map.of("variable", name, "value_selector", selector)));
  }

  private static Map<String, Object> end(String name, List<String> selector) {
    return Map.of(
        "type", "end", "outputs", List.of(Map.of("variable", name, "value_selector", selector)));
  }

  private void node(String id, @Nullable String container, Map<String, ?> data) {
    Map<String, Object> node = new LinkedHashMap<>(Map.of("id", id, "data", data));
    if (container != null) {
      node.put("parentId", container);
    }
    nodes.add(node);
  }

  private void edge(String source, String handle, String target) {
    edges.add(Map.of("source", source, "sourceHandle", handle, "target", target));
  }

  private Map<String, @Nullable Object> run(Map<String, ?> inputs, WalkLimits limits)
      throws Exception {
    WalkContext context = walk(inputs, limits);
    assertThat(result.status()).as(String.valueOf(result.error())).isEqualTo(RunStatus.SUCCEEDED);
    return context.outputs();
  }

  private String failure(Map<String, ?> inputs, WalkLimits limits) throws Exception {
    walk(inputs, limits);
    return String.valueOf(result.error());
  }

  private WalkContext walk(Map<String, ?> inputs, WalkLimits limits) throws Exception {
    node("start", null, Map.of("type", "start"));
    Pipeline pipeline =
        Pipeline.fromTree(
            Map.of("workflow", Map.of("graph", Map.of("nodes", nodes, "edges", edges))));
    ExecutionPlan plan =
        ExecutionPlan.of(
            WorkflowGraph.of(pipeline.nodes(), pipeline.edges()), FaultsTest::executor);
    AtomicInteger ids = new AtomicInteger();
    WalkContext context =
        new WalkContext(
            plan,
            new WalkListener() {},
            THREADS,
            new RunInfo("run", false, null, null, null, "batch"),
            limits,
            Clock.systemUTC(),
            () -> "e-" + ids.incrementAndGet());
    VariablePool pool = new VariablePool();
    inputs.forEach((name, value) -> pool.put("start", name, value));
    CompletableFuture<WalkResult> ended = new CompletableFuture<>();
    new GraphWalk(context, pool, ended::complete).start(plan.root("start"));
    result = ended.get(200, TimeUnit.SECONDS);
    return context;
  }

  private static NodeExecutor executor(Node node) {
    return switch (node.type()) {
      case "test-big" ->
          context -> {
            String text = "x".repeat(20_000);
            return NodeResult.succeeded(Map.of("text", text, "size", (long) text.length()));
          };
      case "test-stuck" ->
          context -> {
            new CountDownLatch(1).await();
            return NodeResult.succeeded(Map.of());
          };
      case "test-greedy" ->
          context ->
              NodeResult.succeeded(Map.of("never", (long) new byte[Integer.MAX_VALUE].length));
      case "template-transform" -> new JinjavaTemplateProvider().create(node, services());
      default -> new BuiltInNodes().create(node, services());
    };
  }

  private static NodeServices services() {
    return (NodeServices)
        Proxy.newProxyInstance(
            NodeServices.class.getClassLoader(),
            new Class<?>[] {NodeServices.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
