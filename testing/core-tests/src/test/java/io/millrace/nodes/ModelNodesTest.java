package io.millrace.nodes;

import static io.millrace.nodes.NodeRun.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.event.EventJson;
import io.millrace.event.NodeStatus;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineEvent.NodeFinished;
import io.millrace.event.RunStatus;
import io.millrace.model.ModelId;
import io.millrace.model.langchain4j.OpenAiModels;
import io.millrace.model.langchain4j.RateLimits;
import io.millrace.pipeline.Pipeline;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class ModelNodesTest {
  private static final Map<String, Object> MODEL =
      Map.of(
          "provider", "langgenius/openai/openai",
          "name", "gpt-4o",
          "mode", "chat",
          "completion_params", Map.of("temperature", 0.1));

  private final FakeOpenAi server = new FakeOpenAi();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private NodeRun runs;

  @BeforeEach
  void open() {
    OpenAiModels models =
        OpenAiModels.builder(server.baseUrl())
            .id("local")
            .limits(RateLimits.NONE.retrying(2, Duration.ofMillis(5), Duration.ofMillis(20)))
            .chat(new ModelId("", "*"), "qwen")
            .build();
    runs = new NodeRun(folder, builder -> builder.addChatModels(models));
  }

  @AfterEach
  void close() {
    runs.close();
    server.close();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static Map<String, Object> llm(Map<String, Object> more, Map<String, Object>... prompts) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("model", MODEL);
    data.put("context", Map.of("enabled", false));
    data.put("prompt_template", List.of(prompts));
    data.putAll(more);
    return data;
  }

  private static Map<String, Object> prompt(String role, String text) {
    return Map.of("role", role, "text", text);
  }

  private NodeFinished ask(String text) {
    return runs.run("llm", llm(Map.of(), prompt("user", "Say: {{#extract.text#}}")), text);
  }

  @Test
  void theAnswerIsTheOutputAndTheTokensCount() {
    server.chat(FakeReply.text("The sluice is open."));
    NodeFinished ended = ask("water");

    assertThat(ended.status()).isEqualTo(NodeStatus.SUCCEEDED);
    assertThat(output(ended, "text")).isEqualTo("The sluice is open.");
    assertThat(output(ended, "reasoning_content")).isEqualTo("");
    assertThat(output(ended, "finish_reason")).isEqualTo("stop");
    assertThat(ended.report().metadata()).containsEntry("total_tokens", 18L);
    assertThat(ended.report().inputs())
        .containsEntry("#extract.text#", "water")
        .containsEntry("model_name", "gpt-4o");
    assertThat(FakeOpenAi.textOf(server.lastRequest().body())).isEqualTo("Say: water\n");
    assertThat(server.lastRequest().body().path("temperature").asDouble()).isEqualTo(0.1);
    PipelineEvent last = runs.events().get(runs.events().size() - 1);
    assertThat(((PipelineEvent.WorkflowFinished) last).totals().tokens()).isEqualTo(18);
  }

  @Test
  void theAnswerStreamsWhereAResponseNodeShowsItAndThoughtsDoNot() throws Exception {
    Map<String, Object> separated =
        llm(Map.of("reasoning_format", "separated"), prompt("user", "x"));
    for (String shown : List.of("{{#n.text#}}", "nothing of it")) {
      server.chat(FakeReply.text("<think>Hm.</think>The sluice is open."));
      Pipeline pipeline =
          NodeRun.pipeline(
              "llm",
              separated,
              builder -> builder.node("say", "answer", Map.of("answer", shown)).edge("n", "say"));
      runs.result(pipeline, "note.txt", "water".getBytes(StandardCharsets.UTF_8));
    }
    List<PipelineEvent.TextChunk> chunks =
        runs.events().stream()
            .filter(PipelineEvent.TextChunk.class::isInstance)
            .map(PipelineEvent.TextChunk.class::cast)
            .toList();
    assertThat(chunks).hasSizeGreaterThan(1);
    assertThat(chunks).allMatch(chunk -> chunk.selector().equals(List.of("n", "text")));
    assertThat(chunks.stream().map(PipelineEvent.TextChunk::text).collect(Collectors.joining()))
        .isEqualTo("The sluice is open.");
    assertThat(new EventJson().toJson(chunks.get(0)).orElseThrow().path("event").asText())
        .isEqualTo("text_chunk");
  }

  @Test
  void aReferenceWithoutAValueFailsTheNode() {
    NodeFinished ended =
        runs.run("llm", llm(Map.of(), prompt("user", "Say {{#nowhere.text#}}")), "water");
    assertThat(ended.error()).isEqualTo("Variable #nowhere.text# not found");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void promptsThatAreEmptyFailTheNode() {
    NodeFinished ended = runs.run("llm", llm(Map.of(), prompt("user", "")), "water");
    assertThat(ended.error()).startsWith("No prompt found in the LLM configuration.");
  }

  @Test
  void aPromptMayBeAJinja2Template() {
    Map<String, Object> message =
        Map.of(
            "role",
            "user",
            "text",
            "",
            "edition_type",
            "jinja2",
            "jinja2_text",
            "{% for word in note.split() %}[{{ word }}]{% endfor %}");
    Map<String, Object> config =
        Map.of(
            "prompt_config",
            Map.of(
                "jinja2_variables",
                List.of(Map.of("variable", "note", "value_selector", List.of("extract", "text")))));
    runs.run("llm", llm(config, message), "open the sluice");
    assertThat(FakeOpenAi.textOf(server.lastRequest().body())).isEqualTo("[open][the][sluice]\n");
  }

  @Test
  void theContextStandsWhereThePromptSaysAndIsNoTemplateItself() {
    Map<String, Object> context =
        Map.of("context", Map.of("enabled", true, "variable_selector", List.of("extract", "text")));
    runs.run(
        "llm",
        llm(context, prompt("system", "Use this: {{#context#}}!"), prompt("user", "Go")),
        "secret is {{#sys.user_id#}}");
    assertThat(FakeOpenAi.textOf(server.lastRequest().body()))
        .isEqualTo("Use this: secret is {{#sys.user_id#}}!\nGo\n");
  }

  @Test
  void anImageIsShownToTheModel() {
    Map<String, Object> vision =
        Map.of(
            "vision",
            Map.of(
                "enabled",
                true,
                "configs",
                Map.of("variable_selector", List.of("file", "file"), "detail", "low")));
    NodeFinished ended =
        runs.run(
            "llm", llm(vision, prompt("user", "What is this?")), "gate.png", new byte[] {1, 2, 3});
    JsonNode parts = server.lastRequest().body().at("/messages/0/content");

    assertThat(ended.status()).isEqualTo(NodeStatus.SUCCEEDED);
    assertThat(parts.at("/0/image_url/url").asText()).isEqualTo("data:image/png;base64,AQID");
    assertThat(parts.at("/0/image_url/detail").asText()).isEqualTo("low");
    assertThat(parts.at("/1/text").asText()).isEqualTo("What is this?");
  }

  @Test
  void aFileThatTheModelDoesNotTakeIsLeftOutWithAWarning() {
    Map<String, Object> vision =
        Map.of(
            "vision",
            Map.of(
                "enabled",
                true,
                "configs",
                Map.of("variable_selector", List.of("file", "file"), "detail", "high")));
    NodeFinished ended = runs.run("llm", llm(vision, prompt("user", "Read")), "water");
    assertThat(ended.status()).isEqualTo(NodeStatus.SUCCEEDED);
    assertThat(String.valueOf(ended.report().metadata().get("warnings")))
        .contains("takes no document of type text/plain: file 'note.txt' was left out");
  }

  @Test
  void thoughtsAreSplitFromTheTextWhereTheNodeAsksForIt() {
    server.chat(FakeReply.thoughtAndText("two and two", "Four."));
    NodeFinished ended =
        runs.run(
            "llm", llm(Map.of("reasoning_format", "separated"), prompt("user", "2+2?")), "water");
    assertThat(output(ended, "text")).isEqualTo("Four.");
    assertThat(output(ended, "reasoning_content")).isEqualTo("two and two");
  }

  @Test
  void structuredOutputIsReadAndChecked() {
    Map<String, Object> schema =
        Map.of(
            "structured_output_switch_on",
            true,
            "structured_output",
            Map.of(
                "schema",
                Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("level", Map.of("type", "number")),
                    "required",
                    List.of("level"))));
    Map<String, Object> data = llm(schema, prompt("user", "How high?"));
    server.chat(FakeReply.text("```json\n{\"level\": 1.8}\n```"));
    NodeFinished good = runs.run("llm", data, "water");
    assertThat(output(good, "structured_output")).isEqualTo(Map.of("level", 1.8));
    assertThat(server.lastRequest().body().at("/response_format/json_schema/schema/type").asText())
        .isEqualTo("object");

    server.chat(FakeReply.text("It is high."));
    assertThat(runs.run("llm", data, "water").error())
        .startsWith("Failed to parse structured output (stage=result, path=$)");
    server.chat(FakeReply.text("{\"depth\": 2}"));
    assertThat(runs.run("llm", data, "water").error())
        .isEqualTo(
            "Structured output validation failed (stage=result, path=$): $: 'level' is a required"
                + " property");
  }

  @Test
  void aRateLimitIsWaitedForWithoutAFailedAttempt() {
    server.chat(FakeReply.status(429, "slow", "Retry-After: 0.2"), FakeReply.text("Now."));
    NodeFinished ended = ask("water");

    assertThat(output(ended, "text")).isEqualTo("Now.");
    PipelineEvent last = runs.events().get(runs.events().size() - 1);
    assertThat(((PipelineEvent.WorkflowFinished) last).status()).isEqualTo(RunStatus.SUCCEEDED);
    long between = server.requests().get(1).atNanos() - server.requests().get(0).atNanos();
    assertThat(Duration.ofNanos(between)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void aServerThatGoesOnFailingFailsTheNodeAndItsStrategyTakesOver() {
    for (int i = 0; i < 3; i++) {
      server.chat(FakeReply.status(500, "oops"));
    }
    Map<String, Object> handled =
        Map.of(
            "error_strategy",
            "default-value",
            "default_value",
            List.of(Map.of("key", "text", "type", "string", "value", "nothing")));
    NodeFinished ended = runs.run("llm", llm(handled, prompt("user", "Go")), "water");

    assertThat(ended.status()).isEqualTo(NodeStatus.EXCEPTION);
    assertThat(output(ended, "text")).isEqualTo("nothing");
    assertThat(output(ended, "error_message"))
        .isEqualTo("local answered 500: oops (given up after 3 attempts)");
    assertThat(output(ended, "error_type")).isEqualTo("InvokeError");
  }

  private static Map<String, Object> extractor(String mode) {
    return Map.of(
        "model",
        MODEL,
        "query",
        List.of("extract", "text"),
        "reasoning_mode",
        mode,
        "instruction",
        "Mind the unit.",
        "parameters",
        List.of(
            Map.of("name", "level", "type", "number", "description", "m", "required", true),
            Map.of(
                "name", "gates", "type", "array[string]", "description", "", "required", false)));
  }

  @Test
  void parametersAreTakenFromAFunctionCall() {
    server.chat(
        FakeReply.toolCall("extract_parameters", "{\"level\": 1.8, \"gates\": [\"east\", 7]}"));
    NodeFinished ended = runs.run("parameter-extractor", extractor("function_call"), "1.80 m");

    assertThat(output(ended, "__is_success")).isEqualTo(0L);
    assertThat(output(ended, "level")).isEqualTo(1.8);
    assertThat(output(ended, "gates")).isEqualTo(List.of("east"));
    assertThat(server.lastRequest().body().at("/tools/0/function/parameters/required/0").asText())
        .isEqualTo("level");
  }

  @Test
  void parametersAreTakenFromText() {
    server.chat(FakeReply.text("Sure: {\"level\": \"1.8\", \"gates\": []} there."));
    NodeFinished wrongType = runs.run("parameter-extractor", extractor("prompt"), "1.80 m");
    assertThat(output(wrongType, "__is_success")).isEqualTo(0L);
    assertThat(String.valueOf(output(wrongType, "__reason")))
        .startsWith("Invalid value for parameter level, expected segment type: number");
    assertThat(output(wrongType, "level")).isEqualTo(1.8);

    server.chat(FakeReply.text("{\"level\": 2, \"gates\": [\"west\"]}"));
    NodeFinished good = runs.run("parameter-extractor", extractor("prompt"), "2 m");
    assertThat(output(good, "__is_success")).isEqualTo(1L);
    assertThat(output(good, "__reason")).isNull();
    assertThat(output(good, "level")).isEqualTo(2L);
    assertThat(output(good, "gates")).isEqualTo(List.of("west"));
  }

  @Test
  void anAnswerWithoutParametersSucceedsWithDefaults() {
    Map<String, Object> data = new LinkedHashMap<>(extractor("prompt"));
    data.put(
        "parameters",
        List.of(Map.of("name", "level", "type", "number", "description", "", "required", true)));
    server.chat(FakeReply.text("I do not know."));
    NodeFinished ended = runs.run("parameter-extractor", data, "hello");

    assertThat(ended.status()).isEqualTo(NodeStatus.SUCCEEDED);
    assertThat(output(ended, "__is_success")).isEqualTo(0L);
    assertThat(output(ended, "__reason"))
        .isEqualTo(
            "Failed to extract result from function call or text response, using empty result.");
    assertThat(output(ended, "level")).isEqualTo(0L);
  }

  @Test
  void aModelThatFailsFailsTheExtractor() {
    server.chat(FakeReply.status(400, "{\"error\":{\"message\":\"bad\"}}"));
    NodeFinished ended = runs.run("parameter-extractor", extractor("prompt"), "hello");
    assertThat(ended.status()).isEqualTo(NodeStatus.FAILED);
    assertThat(ended.error()).isEqualTo("local answered 400: bad");
  }

  private NodeFinished classify(String answer) {
    server.chat(FakeReply.text(answer));
    Map<String, Object> data =
        Map.of(
            "model",
            MODEL,
            "query_variable_selector",
            List.of("extract", "text"),
            "classes",
            List.of(
                Map.of("id", "1", "name", "floods"),
                Map.of("id", "2", "name", "bread", "label", "Baking")));
    runs.result(
        NodeRun.pipeline(
            "question-classifier",
            data,
            builder -> builder.branch("n", "1", "chunk").branch("n", "2", "chunk")),
        "note.txt",
        "How long do loaves rise?".getBytes(StandardCharsets.UTF_8));
    return runs.finished("n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"category_id\": \"2\", \"category_name\": \"bread\"} | 2 | Baking",
        "<think>{no}</think>{\"category_id\": \"2\", \"category_name\": \"x\"} ok | 2 | Baking",
        "{\"category_id\": \"9\", \"category_name\": \"bread\"} | 1 | CLASS 1",
        "{\"id\": \"2\"} | 1 | CLASS 1"
      })
  void theModelChoosesTheBranch(String answer, String id, String label) {
    NodeFinished ended = classify(answer);
    assertThat(output(ended, "class_id")).isEqualTo(id);
    assertThat(output(ended, "class_label")).isEqualTo(label);
  }

  @Test
  void anAnswerThatIsNoJsonFailsTheClassifier() {
    assertThat(classify("bread, I think").error())
        .isEqualTo("could not find json block in the output.");
    runs.close();
    open();
    assertThat(classify("{\"category_id\": \"2\"").error())
        .startsWith("got invalid json object. error: ");
  }
}
