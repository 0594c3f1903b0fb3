package io.millrace.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.InvalidRequestException;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.event.NodeStatus;
import io.millrace.event.PipelineEvent.NodeFinished;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.model.ModelId;
import io.millrace.model.langchain4j.OpenAiModels;
import io.millrace.pipeline.Pipeline;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class KnowledgeRetrievalNodeTest {
  private static final Map<String, Object> MODEL =
      Map.of("provider", "p", "name", "m", "mode", "chat", "completion_params", Map.of());

  private final FakeOpenAi server = new FakeOpenAi();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private NodeRun runs;

  @BeforeEach
  void open() throws IOException {
    OpenAiModels models =
        OpenAiModels.builder(server.baseUrl())
            .chat(new ModelId("p", "m"), "m")
            .embedding(new ModelId("p", "*"), "e")
            .rerank(new ModelId("p", "r"), "r")
            .build();
    runs =
        new NodeRun(
            folder,
            builder ->
                builder
                    .store(folder.resolve("store"))
                    .addChatModels(models)
                    .addEmbeddings(models)
                    .addRerankModels(models));
    fill("Sluices", "The sluice opens in spring.\n\nThe sluice house has two keys.");
    fill("Bakery", "Bread is baked on Mondays.\n\nThe oven has a brick floor.");
  }

  private void fill(String base, String text) throws IOException {
    Pipeline pipeline =
        Pipeline.builder(base)
            .datasource("file")
            .localFile("txt")
            .documentExtractor("extract", Selector.of("file", "file"))
            .generalChunker("chunk")
            .mixed("input_variable", "{{#extract.text#}}")
            .constant("delimiter", "\\n\\n")
            .constant("max_chunk_length", 500)
            .add()
            .knowledgeIndex("index")
            .chunks(Selector.of("chunk", "result"))
            .highQuality("p", "e")
            .chain("file", "extract", "chunk", "index")
            .build();
    RunResult result =
        runs.engine()
            .run(
                RunRequest.of(pipeline)
                    .file(runs.write(base + ".txt", text))
                    .knowledgeBase(base)
                    .build());
    assertThat(result.succeeded()).as(String.valueOf(result.error())).isTrue();
  }

  @AfterEach
  void close() {
    runs.close();
    server.close();
  }

  private NodeFinished search(String query, Map<String, ?> config) {
    return runs.run(
        "knowledge-retrieval",
        Map.of(
            "query_variable_selector",
            List.of("extract", "text"),
            "dataset_ids",
            List.of("Sluices", "Bakery", "Gone"),
            "retrieval_mode",
            "multiple",
            "multiple_retrieval_config",
            config),
        query);
  }

  private static List<?> contents(NodeFinished ended) {
    return NodeRun.list(ended, "result").stream()
        .map(found -> ((Map<?, ?>) found).get("content"))
        .toList();
  }

  @Test
  void severalKnowledgeBasesAreSearchedAndAModelOrdersWhatTheyFind() {
    NodeFinished ended =
        search(
            "brick oven",
            Map.of(
                "top_k",
                2,
                "reranking_enable",
                true,
                "reranking_mode",
                "reranking_model",
                "reranking_model",
                Map.of("provider", "p", "model", "r")));
    assertThat(contents(ended)).hasSize(2).first().isEqualTo("The oven has a brick floor.");
    Map<?, ?> first = (Map<?, ?>) NodeRun.list(ended, "result").get(0);
    assertThat(first.get("title")).isEqualTo("Bakery.txt");
    Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(first.get("metadata"));
    assertThat(metadata.get("_source")).isEqualTo("knowledge");
    assertThat(metadata.get("dataset_name")).isEqualTo("Bakery");
    assertThat(metadata.get("score")).isEqualTo(1.0);
    assertThat(String.valueOf(ended.report().metadata().get("warnings")))
        .contains("No knowledge base 'Gone'");
  }

  @Test
  void weightsOrderWithoutAModel() {
    NodeFinished ended =
        search(
            "sluice keys",
            Map.of(
                "top_k",
                1,
                "reranking_enable",
                true,
                "reranking_mode",
                "weighted_score",
                "weights",
                Map.of(
                    "vector_setting", Map.of("vector_weight", 0.1),
                    "keyword_setting", Map.of("keyword_weight", 0.9))));
    assertThat(contents(ended)).isEqualTo(List.of("The sluice house has two keys."));
  }

  @Test
  void aThresholdLeavesOutWhatIsNotGoodEnough() {
    NodeFinished ended =
        search(
            "brick oven",
            Map.of(
                "top_k",
                4,
                "score_threshold",
                0.9,
                "reranking_enable",
                true,
                "reranking_model",
                Map.of("provider", "p", "model", "r")));
    assertThat(contents(ended)).isEqualTo(List.of("The oven has a brick floor."));
  }

  @Test
  void aModelPicksOneKnowledgeBase() {
    server.chat(
        FakeReply.toolCall(
            runs.engine().knowledgeBases().stream()
                .filter(base -> base.name().equals("Bakery"))
                .findFirst()
                .orElseThrow()
                .id(),
            "{}"));
    NodeFinished ended =
        runs.run(
            "knowledge-retrieval",
            Map.of(
                "query_variable_selector",
                List.of("extract", "text"),
                "dataset_ids",
                List.of("Sluices", "Bakery"),
                "retrieval_mode",
                "single",
                "single_retrieval_config",
                Map.of("model", MODEL)),
            "sluice");
    assertThat(contents(ended))
        .isNotEmpty()
        .allMatch(content -> String.valueOf(content).matches(".*(Bread|oven).*"));
  }

  private void label(String base, Map<String, Object> metadata) {
    KnowledgeStore store = runs.engine().knowledge().orElseThrow();
    String id = store.findByName(base).orElseThrow().id();
    for (Document document : store.documents(id, PageRequest.of(1, 10)).items()) {
      store.edit(id, document.id(), DocumentEdit.metadata(metadata));
    }
  }

  private NodeFinished filtered(Map<String, Object> filter) {
    Map<String, Object> data =
        new LinkedHashMap<>(
            Map.of(
                "query_variable_selector",
                List.of("extract", "text"),
                "dataset_ids",
                List.of("Sluices", "Bakery"),
                "retrieval_mode",
                "multiple",
                "multiple_retrieval_config",
                Map.of("top_k", 4)));
    data.putAll(filter);
    return runs.run("knowledge-retrieval", data, "keys");
  }

  private static Map<String, Object> conditions(String joined, Object... conditions) {
    return Map.of(
        "metadata_filtering_mode",
        "manual",
        "metadata_filtering_conditions",
        Map.of("logical_operator", joined, "conditions", List.of(conditions)));
  }

  private static Map<String, Object> condition(String name, String operator, Object value) {
    return Map.of("name", name, "comparison_operator", operator, "value", value);
  }

  @Test
  void conditionsOnMetadataNarrowTheSearchAndMayReferToValues() {
    label("Sluices", Map.of("topic", "keys", "year", 2021));
    label("Bakery", Map.of("topic", "bread", "year", 2024));

    assertThat(contents(filtered(Map.of()))).hasSize(4);
    assertThat(
            contents(filtered(conditions("and", condition("topic", "is", "{{#extract.text#}}")))))
        .hasSize(2)
        .allMatch(content -> String.valueOf(content).contains("sluice"));
    assertThat(
            contents(
                filtered(
                    conditions(
                        "or", condition("topic", "is", "bread"), condition("year", "<", 2020)))))
        .hasSize(2)
        .allMatch(content -> String.valueOf(content).matches(".*(Bread|oven).*"));
    assertThat(contents(filtered(conditions("and", condition("colour", "is", "red"))))).isEmpty();
    assertThatThrownBy(() -> filtered(conditions("and", condition("year", "resembles", 1))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(
            "metadata_filtering_conditions: Unknown comparison_operator 'resembles'. Known: ");
  }

  @Test
  void aModelReadsConditionsOutOfTheQuestion() {
    label("Sluices", Map.of("topic", "keys", "year", 2021));
    label("Bakery", Map.of("topic", "bread", "year", 2024));
    Map<String, Object> automatic =
        Map.of("metadata_filtering_mode", "automatic", "metadata_model_config", MODEL);

    server.chat(
        FakeReply.text(
            "```json\n{\"conditions\": [{\"name\": \"year\", \"comparison_operator\": \">\","
                + " \"value\": 2022}]}\n```"));
    assertThat(contents(filtered(automatic)))
        .hasSize(2)
        .allMatch(content -> String.valueOf(content).matches(".*(Bread|oven).*"));
    assertThat(server.requests())
        .map(request -> FakeOpenAi.textOf(request.body()))
        .as("the model is told the fields that there are")
        .anyMatch(text -> text.contains("topic") && text.contains("year"));

    server.chat(FakeReply.text("No idea. {\"conditions\": [{\"name\": \"colour\"}, 7]}"));
    assertThat(contents(filtered(automatic))).as("nonsense filters nothing").hasSize(4);
    server.chat(FakeReply.status(400, "no"));
    assertThat(filtered(automatic).status()).isEqualTo(NodeStatus.FAILED);
  }

  @Test
  void aQueryThatIsNoTextOrEmptyFailsTheNode() {
    assertThat(search("", Map.of("top_k", 1)).error()).isEqualTo("Query is required.");
    NodeFinished noText =
        runs.run(
            "knowledge-retrieval",
            Map.of(
                "query_variable_selector",
                List.of("file", "file"),
                "dataset_ids",
                List.of("Sluices"),
                "retrieval_mode",
                "multiple"),
            "x");
    assertThat(noText.error()).isEqualTo("Query variable is not string type.");
  }
}
