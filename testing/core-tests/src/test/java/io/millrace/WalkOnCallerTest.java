package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.PipelineEvent;
import io.millrace.event.RunStatus;
import io.millrace.graph.Node;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Blocking runs that may use the thread of their caller. */
@Timeout(60)
class WalkOnCallerTest {
  private final List<PipelineEvent> events = new CopyOnWriteArrayList<>();
  private final Set<Thread> walked = ConcurrentHashMap.newKeySet();
  private final Set<Thread> told = ConcurrentHashMap.newKeySet();
  private final CountDownLatch never = new CountDownLatch(1);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(folder.resolve(name + ".md"), "text of " + name);
    }
  }

  private PipelineEngine.Builder builder(NodeExecutor first) {
    return PipelineEngine.builder()
        .discover()
        .allowFiles(folder)
        .addNodes(new First(first))
        .addListener(this::tell)
        .walkOnCaller(true);
  }

  private void tell(PipelineEvent event) {
    told.add(Thread.currentThread());
    events.add(event);
  }

  private RunRequest request(String files) {
    return RunRequest.of(TestPipelines.first("own")).file(folder.resolve(files)).draft().build();
  }

  private NodeResult walk() {
    walked.add(Thread.currentThread());
    return NodeResult.succeeded(Map.of());
  }

  private NodeResult waitForEver() throws InterruptedException {
    never.await();
    return walk();
  }

  @Test
  void nodesAndListenersOfARunOfOneItemAreCalledByTheCaller() {
    try (PipelineEngine engine = builder(context -> walk()).build()) {
      RunResult result = engine.run(request("a.md"));

      assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(walked).containsExactly(Thread.currentThread());
      assertThat(told).containsExactly(Thread.currentThread());
      assertThat(events.get(events.size() - 1)).isInstanceOf(PipelineEvent.WorkflowFinished.class);
    }
  }

  @Test
  void aListenerHearsOfANodeBeforeItsWorkBegins() {
    List<Boolean> heard = new CopyOnWriteArrayList<>();
    NodeExecutor first =
        context -> {
          heard.add(
              events.stream()
                  .anyMatch(
                      event ->
                          event instanceof PipelineEvent.NodeStarted started
                              && started.node().id().equals(context.executionId())));
          return walk();
        };
    try (PipelineEngine engine = builder(first).build()) {
      engine.run(request("a.md"));

      assertThat(heard).containsExactly(true);
    }
  }

  @Test
  void theEventsOfARunOfSeveralItemsAreCompleteAndInOrderWhenItReturns() {
    try (PipelineEngine engine = builder(context -> walk()).maxItemsInFlight(2).build()) {
      RunResult result = engine.run(request("*.md"));

      assertThat(result.counts().succeeded()).isEqualTo(3);
      assertThat(events)
          .extracting(event -> event.header().sequence())
          .isSorted()
          .startsWith(1L)
          .last()
          .isEqualTo((long) events.size());
    }
  }

  @Test
  void theCallerWalksOneItemAfterAnotherWhenThereIsOneAtATime() {
    try (PipelineEngine engine = builder(context -> walk()).maxItemsInFlight(1).build()) {
      RunResult result = engine.run(request("*.md"));

      assertThat(result.counts().succeeded()).isEqualTo(3);
      assertThat(walked).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void aRunThatIsStartedLeavesItsCallerAlone() {
    try (PipelineEngine engine = builder(context -> walk()).build()) {
      assertThat(engine.start(request("a.md")).result().join().status())
          .isEqualTo(RunStatus.SUCCEEDED);
      assertThat(walked).isNotEmpty().doesNotContain(Thread.currentThread());
      assertThat(told).isNotEmpty().doesNotContain(Thread.currentThread());
    }
  }

  @Test
  void anInterruptOfTheCallerStopsTheRunInTheMiddleOfANode() {
    Thread caller = Thread.currentThread();
    NodeExecutor first =
        context -> {
          caller.interrupt();
          return waitForEver();
        };
    try (PipelineEngine engine = builder(first).maxItemsInFlight(1).build()) {
      RunResult result = engine.run(request("*.md"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.status()).isEqualTo(RunStatus.STOPPED);
      assertThat(result.error()).contains("the run was cancelled");
      assertThat(result.counts().stopped()).isEqualTo(result.counts().total());
    }
  }

  @Test
  void aNodeWhoseTimeIsUpFailsAndLeavesTheCallerUninterrupted() {
    try (PipelineEngine engine =
        builder(context -> waitForEver()).nodeTimeout(Duration.ofMillis(100)).build()) {
      RunResult result = engine.run(request("a.md"));

      assertThat(Thread.interrupted()).isFalse();
      assertThat(result.status()).isEqualTo(RunStatus.FAILED);
      assertThat(result.error()).contains("Timed out");
    }
  }

  @Test
  void cancellingReachesANodeOnTheCallersThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    NodeExecutor first =
        context -> {
          begun.countDown();
          return waitForEver();
        };
    PipelineEngine engine = builder(first).build();
    Thread closing =
        new Thread(
            () -> {
              try {
                boolean unused = begun.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              engine.close(Duration.ZERO);
            });
    closing.start();

    RunResult result = engine.run(request("a.md"));

    assertThat(result.status()).isEqualTo(RunStatus.STOPPED);
    assertThat(Thread.interrupted()).isFalse();
    closing.join();
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    try (PipelineEngine engine =
        builder(context -> walk())
            .addListener(
                event -> {
                  throw new IllegalStateException("always");
                })
            .build()) {
      assertThat(engine.run(request("a.md")).status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(events.get(events.size() - 1)).isInstanceOf(PipelineEvent.WorkflowFinished.class);
    }
  }

  @Test
  void aListenerThatStandsStillKeepsOnlyTheCallThatIsInIt() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    NodeExecutor first = context -> walk();
    PipelineEngine engine =
        builder(first)
            .subscriberTimeout(Duration.ofMillis(200))
            .addListener(
                event -> {
                  inside.countDown();
                  awaitQuietly(release);
                })
            .build();
    Thread held = new Thread(() -> engine.run(request("a.md")));
    held.start();
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

    RunResult other = engine.run(request("b.md"));

    assertThat(other.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(held.isAlive()).isTrue();
    release.countDown();
    held.join();
    engine.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record First(NodeExecutor executor) implements NodeExecutorProvider {
    @Override
    public String id() {
      return "own";
    }

    @Override
    public Set<String> types() {
      return Set.of("own");
    }

    @Override
    public NodeExecutor create(Node node, NodeServices services) {
      return executor;
    }
  }
}
