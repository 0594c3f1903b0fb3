package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.PipelineEngine;
import io.millrace.RunResult;
import io.millrace.event.RunStatus;
import io.millrace.model.langchain4j.OpenAiModels;
import io.millrace.pipeline.DegradationReport;
import io.millrace.pipeline.PipelineReader;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.pipeline.Support;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EnrichedHandbookTest {
  private static final Path DOCUMENT = RepositoryFiles.DOCUMENTS.resolve("rota.txt");
  private final FakeOpenAi server =
      new FakeOpenAi().thinking(request -> "Who must fetch the newspaper?");
  private final OpenAiModels models = EnrichedHandbook.models(server.baseUrl(), "qwen3", "key");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theFileIsWhatTheCodeMakesAndRunsNatively() {
    Path file = RepositoryFiles.PIPELINES.resolve("enriched.pipeline");

    assertThat(RepositoryFiles.text(file))
        .isEqualTo(new PipelineWriter().write(EnrichedHandbook.pipeline()));
    assertThat(new PipelineReader().inspect(file).problems()).isEmpty();
    try (PipelineEngine engine =
        PipelineEngine.builder().discover().addChatModels(models).build()) {
      assertThat(DegradationReport.of(EnrichedHandbook.pipeline(), engine.capabilities()).worst())
          .isEqualTo(Support.Level.NATIVE);
    }
  }

  @Test
  void aDocumentIsFoundByTheQuestionThatTheModelFoundInIt(@TempDir Path store) {
    assertThat(EnrichedHandbook.run(models, DOCUMENT, store).succeeded()).isTrue();

    assertThat(server.lastRequest().body().path("model").asText()).isEqualTo("qwen3");
    assertThat(FakeOpenAi.textOf(server.lastRequest().body())).contains("sluice");
    try (PipelineEngine engine = PipelineEngine.builder().discover().store(store).build()) {
      assertThat(
              engine
                  .search("Mill handbook, enriched", "fetch the newspaper")
                  .records()
                  .get(0)
                  .segment()
                  .content())
          .isEqualTo("Who must fetch the newspaper?");
    }
  }

  @Test
  void aDocumentIsStoredEvenWhenTheModelFails(@TempDir Path store) {
    server.chat(FakeReply.status(400, "{\"error\":{\"message\":\"too long\"}}"));
    RunResult result = EnrichedHandbook.run(models, DOCUMENT, store);

    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL_SUCCEEDED);
    assertThat(result.counts().failed()).isZero();
  }
}
