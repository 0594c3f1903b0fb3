package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs a pipeline with an {@code llm} node against a server that speaks OpenAI's protocol. */
@Timeout(600)
class ModelsOptionTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Cli cli;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path pipeline;

  private volatile String asked = "";

  @BeforeEach
  void prepare() throws IOException {
    cli = new Cli(folder);
    pipeline = folder.resolve("told.pipeline");
    new PipelineWriter().write(told(), pipeline);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] body =
        """
        data: {"choices":[{"index":0,"delta":{"content":"A heron was "}}]}

        data: {"choices":[{"index":0,"delta":{"content":"seen."},"finish_reason":"stop"}]}

        data: [DONE]

        """
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** What a model says of a text is what is stored. */
  private static Pipeline told() {
    return Pipeline.builder("Told")
        .datasource("file")
        .localFile("txt")
        .documentExtractor("extract", Selector.of("file", "file"))
        .node(
            "tell",
            "llm",
            Map.of(
                "model",
                Map.of(
                    "provider",
                    "langgenius/openai/openai",
                    "name",
                    "gpt-4o-mini",
                    "mode",
                    "chat",
                    "completion_params",
                    Map.of()),
                "context",
                Map.of("enabled", false),
                "prompt_template",
                List.of(Map.of("role", "user", "text", "Retell: {{#extract.text#}}"))))
        .generalChunker("chunk")
        .mixed("input_variable", "{{#tell.text#}}")
        .constant("delimiter", "\\n")
        .constant("max_chunk_length", 500)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "extract", "tell", "chunk", "index")
        .build();
  }

  private Path models(String model) throws IOException {
    return Files.writeString(
        folder.resolve("models.json"),
        """
        {"servers": [{"base_url": "http://127.0.0.1:%d/v1",
          "models": [{"kind": "chat", "provider": "langgenius/openai/openai", "name": "*", "model": "%s"}]}]}
        """
            .formatted(server.getAddress().getPort(), model));
  }

  @Test
  void theModelOfThePipelineIsAskedAtTheServerOfTheFile() throws IOException {
    Path file = cli.file("a.txt", "Notes of the morning.");
    Cli.Outcome run =
        cli.call("run", pipeline, file, "--store", cli.store, "--models", models("qwen3"));

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(asked).contains("\"qwen3\"").contains("Retell: Notes of the morning.");
    assertThat(cli.search("heron").out()).contains("A heron was seen.");
  }

  @Test
  void aModelThatNobodyServesIsNamedBeforeAndInTheRun() throws IOException {
    assertThat(cli.call("validate", pipeline).out())
        .contains("langgenius/openai/openai/gpt-4o-mini");
    assertThat(cli.call("validate", pipeline, "--models", models("qwen3")).code()).isZero();

    Cli.Outcome run = cli.call("run", pipeline, cli.file("a.txt", "Notes."), "--store", cli.store);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out() + run.err()).contains("gpt-4o-mini");
  }

  @Test
  void aFileThatCannotBeUsedIsCodeTwo() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"servers\": []}");
    Cli.Outcome run = cli.call("run", pipeline, cli.file("a.txt", "x"), "--models", broken);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("'servers' must be a list with at least one server");
  }
}
