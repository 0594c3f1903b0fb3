package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.event.EventJson;
import io.millrace.event.PipelineEvent;
import io.millrace.event.RunStatus;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class PipelineEngineTest {
  private final ConcurrentLinkedQueue<PipelineEvent> events = new ConcurrentLinkedQueue<>();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path documents;

  @SuppressWarnings("NullAway.Init") // set before each test
  private PipelineEngine engine;

  @BeforeEach
  void open() throws IOException {
    documents = Files.createDirectory(folder.resolve("documents"));
    engine =
        PipelineEngine.builder()
            .discover()
            .store(folder.resolve("store"))
            .allowFiles(documents)
            .addListener(events::add)
            .build();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(documents.resolve(name), text);
  }

  private RunRequest.Builder request() {
    return RunRequest.of(TestPipelines.general());
  }

  private List<ObjectNode> wire() {
    EventJson json = new EventJson();
    return events.stream().flatMap(event -> json.toJson(event).stream()).toList();
  }

  @Test
  void aDraftRunOfOneFileTellsWhatIsDocumentedAndStoresNothing() throws IOException {
    RunResult result =
        engine.run(request().file(write("a.md", "# A\n\nfirst\n\nsecond")).draft().build());

    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(wire().stream().map(event -> event.get("event").asText()))
        .containsExactly(
            "workflow_started",
            "node_started",
            "node_finished",
            "node_started",
            "node_finished",
            "node_started",
            "node_finished",
            "node_started",
            "node_finished",
            "workflow_finished");
    ObjectNode started = wire().get(0);
    assertThat(started.at("/data/inputs/sys.invoke_from").asText()).isEqualTo("debugger");
    assertThat(started.at("/data/inputs/sys.datasource_info/name").asText()).isEqualTo("a.md");
    ObjectNode finished = wire().get(9);
    assertThat(finished.at("/data/outputs/preview/1/content").asText()).isEqualTo("first");
    assertThat(finished.at("/data/outputs/total_segments").asInt()).isEqualTo(3);
    assertThat(finished.at("/data/total_steps").asInt()).isEqualTo(4);
    assertThat(finished.at("/data").has("documents")).isFalse();
    assertThat(engine.knowledgeBases()).isEmpty();
  }

  @Test
  void aFolderBecomesOneDocumentAFileAndIsFound() throws IOException {
    write("english.md", "The sluice gate is closed in winter.\n\nBread is baked on Mondays.");
    write("chinese.txt", "冬天关闭水闸。\n\n面粉可以保存六个月。");
    write("empty.txt", "");

    RunResult result = engine.run(request().file(documents).build());

    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL_SUCCEEDED);
    assertThat(result.counts()).isEqualTo(new RunResult.Counts(2, 0, 1, 0));
    assertThat(result.documents().get(0).name()).isEqualTo("empty.txt");
    assertThat(firstFound("sluice gate")).contains("closed in winter");
    assertThat(firstFound("面粉")).contains("六个月");
    assertThat(wire().stream().filter(event -> event.get("event").asText().startsWith("node_")))
        .allMatch(event -> event.at("/data").has("item_index"))
        .allMatch(event -> event.at("/data").has("document_id"));
    assertThat(wire().get(wire().size() - 1).at("/data/documents")).hasSize(3);
  }

  private String firstFound(String query) {
    return engine.search("Notes", query).records().get(0).segment().content();
  }

  @Test
  void aSecondRunReplacesTheDocumentAndAFailedOneLeavesItAsItWas() throws IOException {
    Path file = write("a.md", "old words");
    RunRequest request = request().file(file).build();
    engine.run(request);
    write("a.md", "new words\n\nmore words");
    engine.run(request);
    write("a.md", "");
    RunResult failed = engine.run(request);

    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    KnowledgeStore store = engine.knowledge().orElseThrow();
    KnowledgeBase base = engine.knowledgeBases().get(0);
    assertThat(store.documents(base.id(), PageRequest.of(1, 10)).items())
        .singleElement()
        .satisfies(
            document -> {
              assertThat(document.status()).isEqualTo(DocumentStatus.COMPLETED);
              assertThat(document.segmentCount()).isEqualTo(2);
              assertThat(document.error()).isNotBlank();
            });
    assertThat(firstFound("words")).contains("words");
    assertThat(engine.search("Notes", "old").records()).isEmpty();
  }

  @Test
  void aRequestThatCannotBeCarriedOutNamesEveryProblemAndStoresNothing() {
    assertThatThrownBy(
            () -> engine.start(request().startAt("nowhere").entry(Map.of("name", 7)).build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("datasource_info_list[0].reference is required")
        .hasMessageContaining("Root node id nowhere not found in the graph")
        .hasMessageContaining("file");
    assertThat(engine.knowledgeBases()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void aRunCannotBeginAtANodeThatReadsNoDatasource() {
    assertThatThrownBy(() -> engine.start(request().startAt("chunk").entry(Map.of()).build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(
            "[INVALID_ROOT] Root node 'chunk' must declare execution type 'root'. Choose one of");
  }

  @Test
  void aMissingFileIsThatItemsOutcome() throws IOException {
    write("a.md", "here");
    RunResult result =
        engine.run(
            request().file(documents.resolve("a.md")).file(documents.resolve("gone.md")).build());
    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL_SUCCEEDED);
    assertThat(result.documents().get(0).error()).contains("gone.md");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aCancelledRunEndsEveryItemAndEveryNodeOnce(long seed) throws Exception {
    for (int i = 0; i < 40; i++) {
      write("f" + i + ".md", ("line " + i + "\n\n").repeat(50));
    }
    PipelineRun run = engine.start(request().file(documents).build());
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(new Random(seed).nextInt(40)));
    run.cancel();
    RunResult result = run.result().get(300, TimeUnit.SECONDS);

    assertThat(result.counts().total()).isLessThanOrEqualTo(40);
    assertThat(events.stream().filter(PipelineEvent.WorkflowFinished.class::isInstance)).hasSize(1);
    assertThat(List.copyOf(events).get(events.size() - 1))
        .isInstanceOf(PipelineEvent.WorkflowFinished.class);
    long started = events.stream().filter(PipelineEvent.NodeStarted.class::isInstance).count();
    long finished = events.stream().filter(PipelineEvent.NodeFinished.class::isInstance).count();
    assertThat(finished).isEqualTo(started);
    KnowledgeStore store = engine.knowledge().orElseThrow();
    for (KnowledgeBase base : engine.knowledgeBases()) {
      assertThat(store.documents(base.id(), PageRequest.of(1, 1_000)).items())
          .noneMatch(document -> document.status() == DocumentStatus.WAITING);
    }
  }

  @Test
  void aListenerThatThrowsHarmsNobody() throws Exception {
    try (AutoCloseable registration =
        engine.subscribe(
            event -> {
              throw new IllegalStateException("broken on purpose");
            })) {
      assertThat(registration).isNotNull();
      assertThat(engine.run(request().file(write("a.md", "text")).draft().build()).succeeded())
          .isTrue();
    }
  }
}
