package io.millrace.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.knowledge.RetrievalResult;
import io.millrace.model.ModelId;
import io.millrace.model.langchain4j.OpenAiModels;
import io.millrace.pipeline.DegradationReport;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineReader;
import io.millrace.pipeline.Support;
import io.millrace.testkit.openai.FakeOpenAi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline that Dify ships for enriching documents with a chat model. It is no part of the
 * project: it is looked for in the folder of {@code -Dmillrace.shared.dir}, or in {@code shared}
 * beside the project.
 */
@Timeout(600)
class OfficialEnrichmentTest {

  @Test
  void theModelsTextIsStoredFoundAndReranked(@TempDir Path folder) throws Exception {
    Path file =
        shared()
            .orElse(Path.of("absent"))
            .resolve("conformance/dsl/contextual-enrichment-using-llm.pipeline");
    assumeTrue(Files.exists(file), "no -Dmillrace.shared.dir");
    Path document = Files.writeString(folder.resolve("gate.md"), "# Gate\n\nThe gate is shut.");
    Pipeline pipeline = new PipelineReader().read(file);
    try (FakeOpenAi server =
            new FakeOpenAi()
                .thinking(
                    request ->
                        FakeOpenAi.textOf(request).contains("The gate is shut.")
                            ? "# Gate\n\nThe gate is shut.\nIn winter the ice presses on it."
                            : "not what the document says");
        PipelineEngine engine = engine(server, folder)) {
      DegradationReport report = DegradationReport.of(pipeline, engine.capabilities());
      assertThat(report.entries(Support.Level.NOT_SUPPORTED)).isEmpty();

      RunResult result =
          engine.run(RunRequest.of(pipeline).file(document).knowledgeBase("Enriched").build());

      assertThat(result.error()).isNull();
      assertThat(result.succeeded()).isTrue();
      assertThat(result.totals().tokens()).isEqualTo(18);
      RetrievalResult found = engine.search("Enriched", "winter ice");
      assertThat(found.warnings()).isEmpty();
      assertThat(found.records().get(0).segment().content())
          .contains("In winter the ice presses on it.");
      assertThat(server.requests().stream().map(FakeOpenAi.Request::path))
          .contains("/chat/completions", "/embeddings", "/rerank");
    }
  }

  private static PipelineEngine engine(FakeOpenAi server, Path folder) {
    OpenAiModels models =
        OpenAiModels.builder(server.baseUrl())
            .chat(new ModelId("langgenius/anthropic/anthropic", "*"), "claude")
            .embedding(new ModelId("langgenius/jina/jina", "*"), "jina")
            .rerank(new ModelId("langgenius/jina/jina", "*"), "jina")
            .build();
    return PipelineEngine.builder()
        .discover()
        .store(folder.resolve("store"))
        .allowFiles(folder)
        .addChatModels(models)
        .addEmbeddings(models)
        .addRerankModels(models)
        .build();
  }

  private static Optional<Path> shared() {
    String named = System.getProperty("millrace.shared.dir", "");
    Stream<Path> folders =
        named.isEmpty()
            ? Stream.of(Path.of("../shared"), Path.of("../../../shared"))
            : Stream.of(Path.of(named));
    return folders.filter(Files::isDirectory).findFirst();
  }
}
