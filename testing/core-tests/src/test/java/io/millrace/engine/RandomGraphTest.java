package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.NodeExecution;
import io.millrace.event.NodeStatus;
import io.millrace.event.RunStatus;
import io.millrace.graph.WorkflowGraph;
import io.millrace.node.BuiltInNodes;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.RunInfo;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.VariablePool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random graphs against a sequential model of what they must do, and one graph over and over on
 * many threads. {@code -Dmillrace.graphs=N}, {@code -Dmillrace.graphs.seed=S} and {@code
 * -Dmillrace.stress.runs=N} ask for more.
 */
@Timeout(900)
class RandomGraphTest {
  private static final int GRAPHS = Integer.getInteger("millrace.graphs", 400);
  private static final long FIRST_SEED = Long.getLong("millrace.graphs.seed", 1);
  private static final int STRESS_RUNS = Integer.getInteger("millrace.stress.runs", 10_000);
  private static final int LARGEST = 24;
  private static final int CALLERS = 8;

  private static final EngineThreads THREADS = new EngineThreads(16);

  @AfterAll
  static void close() {
    THREADS.close();
  }

  /** What came of one run, as far as every run of the graph must agree. */
  private record Facts(
      RunStatus status,
      @Nullable String error,
      int exceptions,
      Map<String, String> statuses,
      Map<String, Map<String, @Nullable Object>> pool,
      Map<String, @Nullable Object> outputs) {}

  @Test
  void everyGraphDoesWhatTheModelSays() throws Exception {
    int cameToTheirEnd = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + GRAPHS; seed++) {
      int size = 1 + (int) (seed % LARGEST);
      String problem = problem(seed, size);
      if (problem != null) {
        throw new AssertionError(smallest(seed, size, problem));
      }
      cameToTheirEnd += new SequentialModel(graph(seed, size)).run().errors.isEmpty() ? 1 : 0;
    }
    // Of a run that fails only the failure can be compared: most graphs must not.
    assertThat(cameToTheirEnd).isGreaterThan(GRAPHS / 2);
  }

  /** The same seed with fewer nodes gives the same beginning: the first that fails is the least. */
  private static String smallest(long seed, int size, String problem) throws Exception {
    for (int smaller = 1; smaller < size; smaller++) {
      String found = problem(seed, smaller);
      if (found != null) {
        return "seed %d, size %d%n%s%n%s".formatted(seed, smaller, found, graph(seed, smaller));
      }
    }
    return "seed %d, size %d%n%s%n%s".formatted(seed, size, problem, graph(seed, size));
  }

  private static RandomGraph graph(long seed, int size) {
    return RandomGraph.of(seed, size);
  }

  private static @Nullable String problem(long seed, int size) throws Exception {
    RandomGraph graph = graph(seed, size);
    SequentialModel model = new SequentialModel(graph).run();
    Facts facts = run(plan(graph), graph);
    try {
      if (!model.errors.isEmpty()) {
        assertThat(facts.status()).isEqualTo(RunStatus.FAILED);
        assertThat(model.errors).contains(String.valueOf(facts.error()));
        return null;
      }
      assertThat(facts.error()).isNull();
      assertThat(facts.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(facts.statuses()).isEqualTo(model.statuses);
      assertThat(facts.pool()).isEqualTo(outer(model.pool, graph));
      assertThat(facts.exceptions()).isEqualTo(model.exceptions);
      assertThat(facts.outputs()).isEqualTo(outputs(model, graph));
      return null;
    } catch (AssertionError e) {
      return e.getMessage();
    }
  }

  private static Map<String, Map<String, @Nullable Object>> outer(
      Map<String, Map<String, @Nullable Object>> pool, RandomGraph graph) {
    Map<String, Map<String, @Nullable Object>> outer = new TreeMap<>();
    for (RandomNode node : graph.nodes()) {
      Map<String, @Nullable Object> values = new TreeMap<>(pool.getOrDefault(node.id(), Map.of()));
      values.remove("error_type");
      outer.put(node.id(), values);
    }
    return outer;
  }

  private static Map<String, @Nullable Object> outputs(SequentialModel model, RandomGraph graph) {
    Map<String, @Nullable Object> outputs = new HashMap<>();
    for (RandomNode node : graph.nodes()) {
      outputs.put(node.id(), model.pool.getOrDefault(node.id(), Map.of()).get(node.kind().output));
    }
    return reachesEnd(model, graph) ? outputs : Map.of();
  }

  private static boolean reachesEnd(SequentialModel model, RandomGraph graph) {
    return graph.ends().stream().anyMatch(model.taken::contains);
  }

  private static ExecutionPlan plan(RandomGraph graph) {
    Pipeline pipeline = Pipeline.fromTree(RandomGraphTree.of(graph));
    NodeServices services = new SeededCode().services();
    return ExecutionPlan.of(
        WorkflowGraph.of(pipeline.nodes(), pipeline.edges()),
        node -> new BuiltInNodes().create(node, services));
  }

  private static Facts run(ExecutionPlan plan, RandomGraph graph) throws Exception {
    Recorder recorder = new Recorder();
    AtomicInteger ids = new AtomicInteger();
    WalkContext context =
        new WalkContext(
            plan,
            recorder,
            THREADS,
            new RunInfo("run", false, null, null, null, "batch"),
            new WalkLimits(100_000, Duration.ofMinutes(1), Duration.ofMinutes(1)),
            Clock.systemUTC(),
            () -> "e-" + ids.incrementAndGet());
    VariablePool pool = new VariablePool();
    SequentialModel.start(graph.nodes().get(0))
        .forEach((name, value) -> pool.put("start", name, value));
    CompletableFuture<WalkResult> ended = new CompletableFuture<>();
    new GraphWalk(context, pool, ended::complete).start(plan.root("start"));
    WalkResult result = ended.get(300, TimeUnit.SECONDS);
    Map<String, Map<String, @Nullable Object>> values = new TreeMap<>();
    for (RandomNode node : graph.nodes()) {
      Map<String, @Nullable Object> named = new TreeMap<>();
      pool.under(node.id()).forEach((name, value) -> named.put(name, value.raw()));
      named.remove("error_type");
      values.put(node.id(), named);
    }
    return new Facts(
        result.status(),
        result.error(),
        context.exceptions(),
        recorder.outer(),
        values,
        context.outputs());
  }

  /** Notices nodes that begin twice, or end without having begun. */
  private static final class Recorder implements WalkListener {
    private final Map<String, NodeExecution> open = new HashMap<>();
    private final Map<String, String> outer = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    synchronized Map<String, String> outer() {
      assertThat(problems).isEmpty();
      assertThat(open).isEmpty();
      outer.remove("end");
      return outer;
    }

    @Override
    public synchronized void nodeStarted(NodeExecution node) {
      if (open.put(node.id(), node) != null) {
        problems.add(node.nodeId() + " began twice");
      }
    }

    @Override
    public synchronized void nodeFinished(
        NodeExecution node,
        Instant startedAt,
        NodeStatus status,
        NodeResult result,
        @Nullable String error) {
      if (open.remove(node.id()) == null) {
        problems.add(node.nodeId() + " ended without having begun");
      }
      boolean inside = node.iteration() != null || node.loop() != null;
      if (!inside && outer.put(node.nodeId(), status.wireName()) != null) {
        problems.add(node.nodeId() + " ran twice");
      }
    }
  }

  @Test
  void oneGraphGivesTheSameOnManyThreadsHoweverOften() throws Exception {
    RandomGraph graph = steadyGraph();
    ExecutionPlan plan = plan(graph);
    Facts first = run(plan, graph);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    AtomicInteger left = new AtomicInteger(STRESS_RUNS);
    CountDownLatch together = new CountDownLatch(CALLERS);
    try {
      List<Future<Integer>> done = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        done.add(
            callers.submit(
                () -> {
                  together.countDown();
                  together.await();
                  int runs = 0;
                  for (; left.getAndDecrement() > 0; runs++) {
                    assertThat(run(plan, graph)).isEqualTo(first);
                  }
                  return runs;
                }));
      }
      int total = 0;
      for (Future<Integer> caller : done) {
        total += caller.get();
      }
      assertThat(total).isEqualTo(STRESS_RUNS);
    } finally {
      callers.shutdownNow();
    }
  }

  /** The first large graph that ends well with something handled and a container in it. */
  private static RandomGraph steadyGraph() {
    for (long seed = 1; ; seed++) {
      RandomGraph graph = graph(seed, 12);
      SequentialModel model = new SequentialModel(graph).run();
      boolean steady =
          graph.nodes().stream().allMatch(node -> node.flaky() == 0)
              && graph.nodes().stream().anyMatch(node -> !node.inside().isEmpty());
      if (steady && model.errors.isEmpty() && model.exceptions > 0) {
        return graph;
      }
    }
  }
}
