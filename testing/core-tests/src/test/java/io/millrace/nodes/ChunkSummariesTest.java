package io.millrace.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.event.PipelineEvent.NodeFinished;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.knowledge.RetrievedRecord;
import io.millrace.knowledge.Segment;
import io.millrace.model.ModelId;
import io.millrace.model.langchain4j.OpenAiModels;
import io.millrace.pipeline.KnowledgeIndexStep;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineBuilder;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeOpenAi.Request;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chunks that a model sums up while they are indexed (spec/04 §3, "Summary"). */
@Timeout(120)
class ChunkSummariesTest {
  private static final String TEXT = "The sluice opens in spring.\n\nBread is baked on Mondays.";

  private final FakeOpenAi server =
      new FakeOpenAi()
          .thinking(
              body ->
                  FakeOpenAi.textOf(body).contains("sluice")
                      ? "<think>wet</think>Hydrology through the year"
                      : "The weekly plan");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private NodeRun runs;

  @BeforeEach
  void open() {
    OpenAiModels models =
        OpenAiModels.builder(server.baseUrl())
            .chat(new ModelId("p", "m"), "m")
            .embedding(new ModelId("p", "*"), "e")
            .build();
    runs =
        new NodeRun(
            folder,
            builder ->
                builder.store(folder.resolve("store")).addChatModels(models).addEmbeddings(models));
  }

  @AfterEach
  void close() {
    runs.close();
    server.close();
  }

  private static Pipeline pipeline(Function<KnowledgeIndexStep, PipelineBuilder> index) {
    return index
        .apply(
            Pipeline.builder("Summed up")
                .datasource("file")
                .localFile("txt")
                .documentExtractor("extract", Selector.of("file", "file"))
                .generalChunker("chunk")
                .mixed("input_variable", "{{#extract.text#}}")
                .constant("delimiter", "\\n\\n")
                .constant("max_chunk_length", 500)
                .add()
                .knowledgeIndex("index")
                .chunks(Selector.of("chunk", "result")))
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  private static Pipeline summing() {
    return pipeline(index -> index.summaries("p", "m").highQuality("p", "e"));
  }

  private void publish(Pipeline pipeline) throws IOException {
    RunResult result =
        runs.engine().run(RunRequest.of(pipeline).file(runs.write("a.txt", TEXT)).build());
    assertThat(result.succeeded()).as(String.valueOf(result.error())).isTrue();
  }

  private RunResult draft(Pipeline pipeline) {
    return runs.result(pipeline, "a.txt", TEXT.getBytes(StandardCharsets.UTF_8));
  }

  private List<Segment> segments() {
    KnowledgeStore store = runs.engine().knowledge().orElseThrow();
    KnowledgeBase base = store.findByName("Summed up").orElseThrow();
    String document = store.documents(base.id(), PageRequest.of(1, 1)).items().get(0).id();
    return store.segments(base.id(), document, PageRequest.of(1, 10)).items();
  }

  private List<String> asked() {
    return server.requests().stream()
        .filter(request -> request.path().startsWith("/chat"))
        .map(Request::body)
        .map(FakeOpenAi::textOf)
        .toList();
  }

  private static RetrievalSettings searching(SearchMethod method) {
    return new RetrievalSettings(method, 5, null, RetrievalSettings.Reranking.NONE, null);
  }

  @Test
  void aChunkIsFoundByWhatItsSummarySays() throws IOException {
    publish(summing());

    assertThat(segments())
        .extracting(Segment::summary)
        .containsExactly("Hydrology through the year", "The weekly plan");
    RetrievedRecord best =
        runs.engine().search("Summed up", "hydrology", RetrievalSettings.DEFAULT).records().get(0);
    assertThat(best.segment().content()).isEqualTo("The sluice opens in spring.");
    assertThat(best.summary()).isEqualTo("Hydrology through the year");
    assertThat(
            runs.engine()
                .search("Summed up", "sluice", searching(SearchMethod.FULL_TEXT_SEARCH))
                .records())
        .singleElement()
        .satisfies(found -> assertThat(found.summary()).isNull());
  }

  @Test
  void theChunkFollowsTheOwnPromptAsItIs() throws IOException {
    publish(pipeline(index -> index.summaries("p", "m", "In {one} word:").highQuality("p", "e")));

    assertThat(asked())
        .containsExactlyInAnyOrder(
            "In {one} word:\nThe sluice opens in spring.\n",
            "In {one} word:\nBread is baked on Mondays.\n");
  }

  @Test
  void aDraftShowsTheSummaries() {
    draft(summing());

    List<Object> summaries =
        NodeRun.list(runs.finished("index"), "preview").stream()
            .<Object>map(item -> ((Map<?, ?>) item).get("summary"))
            .toList();
    assertThat(summaries).containsExactly("Hydrology through the year", "The weekly plan");
  }

  @Test
  void aDraftWhoseModelSaysNothingFails() {
    server.thinking(body -> "  ");

    assertThat(draft(summing()).error())
        .isEqualTo(
            "Failed to generate summaries for 2 chunk(s). Errors: Generated summary is empty;"
                + " Generated summary is empty");
  }

  @Test
  void aPublishedRunStoresAChunkWithoutTheSummaryThatCouldNotBeMade() throws IOException {
    server.thinking(body -> FakeOpenAi.textOf(body).contains("sluice") ? "" : "The weekly plan");
    publish(summing());

    assertThat(segments()).extracting(Segment::summary).containsExactly(null, "The weekly plan");
    NodeFinished index = runs.finished("index");
    assertThat(String.valueOf(index.report().metadata()))
        .contains(
            "Failed to generate summaries for 1 chunk(s). Errors: Generated summary is empty. These"
                + " chunks are stored without a summary");
  }

  @Test
  void aModelThatIsNotNamedIsAReason() {
    assertThat(draft(pipeline(index -> index.summaries("p", "").highQuality("p", "e"))).error())
        .contains("model_name and model_provider_name are required in summary_index_setting");
  }

  @Test
  void keywordsAndQuestionsAreNotSummedUp() throws IOException {
    publish(pipeline(index -> index.summaries("p", "m").economy()));

    assertThat(asked()).isEmpty();
    assertThat(segments()).extracting(Segment::summary).containsOnlyNulls();
  }
}
