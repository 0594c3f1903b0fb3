package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.EventJson;
import io.millrace.event.PipelineEvent;
import io.millrace.event.RunStatus;
import io.millrace.graph.Node;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for every run, whatever its pipeline and whoever watches. */
@Timeout(600)
class RunHabitsTest {
  private final ConcurrentLinkedQueue<PipelineEvent> events = new ConcurrentLinkedQueue<>();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private PipelineEngine.Builder builder() {
    return PipelineEngine.builder()
        .discover()
        .store(folder.resolve("store"))
        .allowFiles(folder)
        .addListener(events::add);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aNodeHasTheSameTimeWhateverTheHostsClockSays() throws IOException {
    List<Duration> left = new CopyOnWriteArrayList<>();
    Map<String, NodeExecutor> own =
        Map.of(
            "own",
            node -> {
              left.add(Duration.between(Instant.now(), node.deadline()));
              return NodeResult.succeeded(Map.of());
            });
    Path file = write("a.md", "text");
    for (String time : List.of("1990-01-01T00:00:00Z", "2150-01-01T00:00:00Z")) {
      try (PipelineEngine engine =
          builder()
              .addNodes(new FixedNodes(own))
              .clock(Clock.fixed(Instant.parse(time), ZoneOffset.UTC))
              .nodeTimeout(Duration.ofMinutes(10))
              .build()) {
        engine.run(RunRequest.of(TestPipelines.first("own")).file(file).draft().build());
      }
    }

    assertThat(left)
        .hasSize(2)
        .allSatisfy(
            time -> assertThat(time).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
  }

  @Test
  void secretsAreInNoEventAndNoResultWhateverNodesMakeOfThem() throws IOException {
    String secret = "sk-äöü/ 12345";
    Path file = write("a.md", "text");
    try (PipelineEngine engine = builder().build()) {
      RunResult result =
          engine.run(
              RunRequest.of(TestPipelines.showingTheSecret(secret)).file(file).draft().build());

      assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(String.valueOf(result.outputs())).contains("sk-äöü").doesNotContain("12345");
      EventJson json = new EventJson();
      assertThat(events)
          .noneMatch(event -> event.toString().contains("12345"))
          .noneMatch(event -> json.toJson(event).toString().contains("12345"));
    }
  }

  @Test
  void aFileThatAToolCouldNotReadIsAnItemThatFailedAndTheOthersGoOn() throws IOException {
    write("a.md", "words");
    write("empty.md", "");
    try (PipelineEngine engine = builder().build()) {
      RunResult result =
          engine.run(RunRequest.of(TestPipelines.withTool()).file(folder.resolve("*.md")).build());

      assertThat(result.counts()).isEqualTo(new RunResult.Counts(1, 0, 1, 0));
      assertThat(result.documents().get(0).error()).isEqualTo("File 'empty.md' is empty.");
      assertThat(engine.search("Notes", "empty").records()).isEmpty();
    }
  }

  @Test
  void aFileThatIsGoneWhenItsTurnComesIsAnItemThatFailed() throws IOException {
    write("a.md", "words");
    write("b.md", "more words");
    NodeExecutorProvider deleting =
        nodes("deleting", () -> Files.deleteIfExists(folder.resolve("b.md")));
    try (PipelineEngine engine = builder().maxItemsInFlight(1).addNodes(deleting).build()) {
      RunResult result =
          engine.run(
              RunRequest.of(TestPipelines.first("deleting")).file(folder.resolve("*.md")).build());

      assertThat(result.counts()).isEqualTo(new RunResult.Counts(1, 0, 1, 0));
      assertThat(result.documents())
          .filteredOn(item -> item.status() == RunStatus.FAILED)
          .singleElement()
          .satisfies(item -> assertThat(item.error()).contains("b.md' does not exist"));
      assertThat(engine.search("Notes", "words").records()).hasSize(1);
    }
  }

  /** Returns nodes of a type that do one thing and give nothing. */
  private static NodeExecutorProvider nodes(String type, Callable<?> action) {
    return new NodeExecutorProvider() {
      @Override
      public String id() {
        return type;
      }

      @Override
      public Set<String> types() {
        return Set.of(type);
      }

      @Override
      public NodeExecutor create(Node node, NodeServices services) {
        return context -> {
          action.call();
          return NodeResult.succeeded(Map.of());
        };
      }
    };
  }

  @Test
  void theOutcomesOfALargeRunArePagedFromTheStore() throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i < 1_010; i++) {
      Files.writeString(many.resolve("f%04d.txt".formatted(i)), i % 100 == 0 ? "" : "text " + i);
    }
    try (PipelineEngine engine = builder().maxItemsInFlight(64).build()) {
      RunResult result = engine.run(RunRequest.of(TestPipelines.general()).file(many).build());

      assertThat(result.counts()).isEqualTo(new RunResult.Counts(999, 0, 11, 0));
      assertThat(result.documents()).hasSize(1_000);
      assertThat(result.documents().subList(0, 11))
          .allMatch(outcome -> outcome.status() == RunStatus.FAILED);
      KnowledgeStore store = engine.knowledge().orElseThrow();
      KnowledgeBase base = engine.knowledgeBases().get(0);
      Page<?> last = store.documents(base.id(), PageRequest.of(11, 100).inBatch(result.batch()));
      assertThat(last.total()).isEqualTo(1_010);
      assertThat(last.items()).hasSize(10);
      assertThat(
              store
                  .documents(base.id(), PageRequest.of(1, 100).withStatus(DocumentStatus.ERROR))
                  .total())
          .isEqualTo(11);
    }
  }

  /** Asks for everything and does with each event what the test says. */
  private record Watcher(Consumer<PipelineEvent> action, long demand)
      implements Flow.Subscriber<PipelineEvent> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(demand);
    }

    @Override
    public void onNext(PipelineEvent event) {
      action.accept(event);
    }

    @Override
    public void onError(Throwable problem) {}

    @Override
    public void onComplete() {}
  }

  @Test
  void subscribersThatThrowOrStandStillKeepNoRunFromItsEnd() throws Exception {
    for (int i = 0; i < 50; i++) {
      write("f" + i + ".md", "some words");
    }
    CountDownLatch never = new CountDownLatch(1);
    try (PipelineEngine engine =
        builder().eventBuffer(16).subscriberTimeout(Duration.ofMillis(200)).build()) {
      PipelineRun run =
          engine.start(RunRequest.of(TestPipelines.general()).file(folder.resolve("*.md")).build());
      run.events()
          .subscribe(
              new Watcher(
                  event -> {
                    throw new IllegalStateException("broken on purpose");
                  },
                  Long.MAX_VALUE));
      run.events().subscribe(new Watcher(event -> {}, 1));
      run.events().subscribe(new Watcher(event -> awaitQuietly(never), Long.MAX_VALUE));

      RunResult result = run.result().get(120, TimeUnit.SECONDS);

      assertThat(result.counts().succeeded()).isEqualTo(50);
    } finally {
      never.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(300, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closingTheEngineEndsARunUnderWayAndLeavesNoDocumentWaiting() throws Exception {
    for (int i = 0; i < 300; i++) {
      write("f" + i + ".md", "line\n\n".repeat(50));
    }
    PipelineEngine engine = builder().build();
    PipelineRun run =
        engine.start(RunRequest.of(TestPipelines.general()).file(folder.resolve("*.md")).build());
    engine.close(Duration.ofMillis(50));

    RunResult result = run.result().get(120, TimeUnit.SECONDS);
    assertThat(result.status()).isIn(RunStatus.STOPPED, RunStatus.PARTIAL_SUCCEEDED);
    try (PipelineEngine again = builder().build()) {
      KnowledgeStore store = again.knowledge().orElseThrow();
      for (KnowledgeBase base : store.list()) {
        assertThat(
                store
                    .documents(base.id(), PageRequest.of(1, 1).withStatus(DocumentStatus.WAITING))
                    .total())
            .isZero();
      }
    }
  }

  @Test
  void thousandsOfRunsLeaveNoThreadAndNoOpenFileBehind() throws Exception {
    Path file = write("a.md", "one\n\ntwo");
    List<String> before = threads();
    long filesBefore;
    try (PipelineEngine engine = builder().build()) {
      RunRequest draft = RunRequest.of(TestPipelines.general()).file(file).draft().build();
      RunRequest stored = RunRequest.of(TestPipelines.general()).file(file).build();
      engine.run(stored);
      filesBefore = openFiles();
      for (int i = 0; i < 1_500; i++) {
        assertThat(engine.run(i % 50 == 0 ? stored : draft).succeeded()).isTrue();
        if (i % 200 == 0) {
          events.clear();
        }
      }
      assertThat(openFiles()).isLessThanOrEqualTo(filesBefore + 40); // segments of the index
      assertThat(threads()).hasSizeLessThan(200); // maxThreads, and a few
    }
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    assertThat(openFiles()).isLessThanOrEqualTo(filesBefore);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("millrace-"))
        .toList();
  }

  private static long openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (var list = Files.list(descriptors)) {
      return list.count();
    }
  }
}
