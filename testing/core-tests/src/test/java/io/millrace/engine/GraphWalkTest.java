package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.RunStatus;
import io.millrace.node.NodeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class GraphWalkTest {
  private static final EngineThreads THREADS = new EngineThreads(64);

  @AfterAll
  static void close() {
    THREADS.close();
  }

  @Test
  void aChainRunsInOrderOnTheThreadThatStartedIt() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Walks walks = Walks.of("start>a a>b b>c");
    for (String node : List.of("a", "b", "c")) {
      walks.doing(
          node,
          context -> {
            threads.add(Thread.currentThread());
            return NodeResult.succeeded(Map.of());
          });
    }
    assertThat(walks.start(THREADS).script())
        .containsExactly("+start", "-start", "+a", "-a", "+b", "-b", "+c", "-c");
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void aChainOfTenThousandNodesNeedsNoDeepStack() {
    String chain =
        "start>n0 "
            + String.join(
                " ", IntStream.range(0, 10_000).mapToObj(i -> "n" + i + ">n" + (i + 1)).toList());
    Walks.Started run =
        Walks.of(chain)
            .limited(20_000, Duration.ofMinutes(1), Duration.ofMinutes(1))
            .start(THREADS);
    assertThat(run.result().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.context().steps()).isEqualTo(10_002);
  }

  @Test
  void parallelBranchesRunAtTheSameTimeAndJoinOnce() {
    CyclicBarrier both = new CyclicBarrier(2);
    Walks walks = Walks.of("start>a start>b a>join b>join");
    for (String node : List.of("a", "b")) {
      walks.doing(
          node,
          context -> {
            both.await(120, TimeUnit.SECONDS);
            return NodeResult.succeeded(Map.of());
          });
    }
    List<String> script = walks.start(THREADS).script();
    assertThat(script).containsOnlyOnce("+join").endsWith("+join", "-join");
    assertThat(script.subList(0, script.size() - 2)).contains("-a", "-b");
  }

  @Test
  void aJoinWithOneSkippedSideRuns() {
    List<String> script =
        Walks.of("start>if if:yes>a if:no>b a>join b>join")
            .set("if", "type", "if-else")
            .doing("if", context -> NodeResult.succeeded(Map.of()).withHandle("yes"))
            .start(THREADS)
            .script();
    assertThat(script)
        .containsExactly(
            "+start",
            "-start",
            "+if",
            "skip if>b",
            "skip b>join",
            "-if",
            "+a",
            "-a",
            "+join",
            "-join");
  }

  @Test
  void otherRootsAreSkippedWithWhatOnlyTheyLeadTo() {
    List<String> script = Walks.of("start>join start2>x x>join start2>y").start(THREADS).script();
    assertThat(script).containsExactly("+start", "-start", "+join", "-join");
  }

  @Nested
  @DisplayName("when a node fails")
  class Failure {
    @Test
    void theWalkFailsWithItsText() {
      Walks.Started run = Walks.of("start>a a>b").failing("a", "no luck").start(THREADS);
      assertThat(run.script()).containsExactly("+start", "-start", "+a", "-a FAILED");
      assertThat(run.result()).isEqualTo(new WalkResult(RunStatus.FAILED, "no luck", "TestError"));
    }

    @Test
    void aThrownExceptionIsAFailureOfItsOwnType() {
      Walks.Started run =
          Walks.of("start>a a:fail-branch>b")
              .set("a", "error_strategy", "fail-branch")
              .doing(
                  "a",
                  context -> {
                    throw new IllegalStateException("odd");
                  })
              .start(THREADS);
      assertThat(run.result().status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(String.valueOf(run.pool().stored("a", "error_message").orElseThrow().raw()))
          .startsWith("odd (IllegalStateException in " + GraphWalkTest.class.getName());
      assertThat(run.pool().stored("a", "error_type").orElseThrow().raw())
          .isEqualTo("WorkflowNodeError");
      assertThat(run.context().exceptions()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // a plugin that breaks the contract on purpose
    void anExecutorThatReturnsNullIsNamed() {
      Walks.Started run = Walks.of("start>a").doing("a", context -> null).start(THREADS);
      assertThat(run.result().error()).contains("returned null").contains("code");
    }

    @Test
    void defaultValuesTakeThePlaceOfItsOutputs() {
      Walks.Started run =
          Walks.of("start>a a>b")
              .set("a", "error_strategy", "default-value")
              .set(
                  "a",
                  "default_value",
                  List.of(Map.of("key", "out", "type", "number", "value", "7")))
              .failing("a", "no luck")
              .start(THREADS);
      assertThat(run.script()).endsWith("-a EXCEPTION", "+b", "-b");
      assertThat(run.pool().stored("a", "out").orElseThrow().raw()).isEqualTo(7.0);
    }

    @Test
    void parallelSiblingsAreInterruptedAndReportedAsStopped() {
      CountDownLatch running = new CountDownLatch(1);
      Walks.Started run =
          Walks.of("start>slow start>bad")
              .doing(
                  "slow",
                  context -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                    return NodeResult.succeeded(Map.of());
                  })
              .doing(
                  "bad",
                  context -> {
                    running.await();
                    return NodeResult.failed("bad", "TestError");
                  })
              .ready(THREADS);
      assertThat(THREADS.execute(run::go)).isTrue();
      assertThat(run.script()).endsWith("-bad FAILED", "-slow STOPPED");
    }
  }

  @Nested
  @DisplayName("when a node is retried")
  class Retry {
    @Test
    void itWaitsOnATimerAndCountsEachFailedAttempt() {
      AtomicInteger attempts = new AtomicInteger();
      Walks.Started run =
          Walks.of("start>a a>b")
              .retrying("a", 3, 5)
              .doing(
                  "a",
                  context ->
                      attempts.incrementAndGet() < 3
                          ? NodeResult.failed("flaky", "TestError")
                          : NodeResult.succeeded(Map.of()))
              .start(THREADS);
      assertThat(run.script())
          .containsExactly("+start", "-start", "+a", "retry 1 a", "retry 2 a", "-a", "+b", "-b");
      assertThat(run.context().exceptions()).isEqualTo(2);
    }

    @Test
    void manyRetriesAtOnceHoldNoThread() {
      try (EngineThreads two = new EngineThreads(2)) {
        List<Walks.Started> runs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          AtomicInteger attempts = new AtomicInteger();
          Walks walks =
              Walks.of("start>a")
                  .retrying("a", 1, 200)
                  .doing(
                      "a",
                      context ->
                          attempts.incrementAndGet() == 1
                              ? NodeResult.failed("flaky", "TestError")
                              : NodeResult.succeeded(Map.of()));
          runs.add(walks.start(two));
        }
        assertThat(runs).allMatch(run -> run.result().status() == RunStatus.SUCCEEDED);
      }
    }
  }

  @Nested
  @DisplayName("when it takes too long")
  class Deadlines {
    @Test
    void aNodeThatIgnoresInterruptsIsLeftBehind() {
      CountDownLatch never = new CountDownLatch(1);
      Walks.Started run =
          Walks.of("start>stuck")
              .limited(500, Duration.ofMinutes(1), Duration.ofMillis(100))
              .doing(
                  "stuck",
                  context -> {
                    while (true) {
                      try {
                        never.await();
                        return NodeResult.succeeded(Map.of());
                      } catch (InterruptedException ignoredOnPurpose) {
                        Thread.onSpinWait();
                      }
                    }
                  })
              .ready(THREADS);
      assertThat(THREADS.execute(run::go)).isTrue();
      assertThat(run.result().error()).contains("Timed out").contains("0.1 s");
      never.countDown();
    }

    @Test
    void theWholeWalkStopsAtItsOwnLimit() {
      Walks.Started run =
          Walks.of("start>slow slow>after")
              .limited(500, Duration.ofSeconds(2), Duration.ofMinutes(1))
              .doing(
                  "slow",
                  context -> {
                    new CountDownLatch(1).await();
                    return NodeResult.succeeded(Map.of());
                  })
              .ready(THREADS);
      assertThat(THREADS.execute(run::go)).isTrue();
      assertThat(run.result().status()).isEqualTo(RunStatus.STOPPED);
      assertThat(run.result().error()).startsWith("Aborted: Maximum execution time exceeded: ");
      assertThat(run.script()).endsWith("+slow", "-slow STOPPED");
    }

    @Test
    void tooManyStepsStopIt() {
      Walks.Started run =
          Walks.of("start>a a>b b>c")
              .limited(1, Duration.ofMinutes(1), Duration.ofMinutes(1))
              .start(THREADS);
      assertThat(run.result().error())
          .isEqualTo("Aborted: Maximum execution steps exceeded: 2 > 1");
      assertThat(run.script()).doesNotContain("+b");
    }
  }

  @Test
  void anAbortBeforeTheStartRunsNothing() {
    Walks.Started run = Walks.of("start>a").ready(THREADS);
    run.abort("pre");
    run.go();
    assertThat(run.script()).isEmpty();
    assertThat(run.result().error()).isEqualTo("Aborted: pre");
  }

  /** Every start has one finish, and a node begins only after all it waits for has ended. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void randomGraphsKeepTheOrderThatTheirEdgesAskFor(long seed) {
    Random random = new Random(seed);
    int size = 3 + random.nextInt(60);
    List<String> edges = new ArrayList<>(List.of("start>n0"));
    for (int node = 1; node < size; node++) {
      for (int n = 0; n <= random.nextInt(3); n++) {
        edges.add("n" + random.nextInt(node) + ">n" + node);
      }
    }
    List<String> script = Walks.of(String.join(" ", edges)).start(THREADS).script();
    for (String edge : edges) {
      String[] ends = edge.split(">", 2);
      assertThat(script.indexOf("-" + ends[0])).isLessThan(script.indexOf("+" + ends[1]));
    }
    for (int node = 0; node < size; node++) {
      assertThat(script).containsOnlyOnce("+n" + node).containsOnlyOnce("-n" + node);
    }
  }
}
