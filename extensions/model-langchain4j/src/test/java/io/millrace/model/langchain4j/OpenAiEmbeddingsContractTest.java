package io.millrace.model.langchain4j;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import io.millrace.testkit.contract.EmbeddingModelContract;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiEmbeddingsContractTest extends EmbeddingModelContract {
  private static final ModelId NOMIC = new ModelId("langgenius/ollama/ollama", "nomic");

  private final FakeOpenAi server = new FakeOpenAi();

  @Override
  protected EmbeddingModel model() {
    return OpenAiModels.builder(server.baseUrl())
        .id("local")
        .limits(RateLimits.NONE.retrying(1, Duration.ofMillis(5), Duration.ofMillis(20)))
        .embedding(NOMIC, "nomic")
        .build()
        .model(NOMIC)
        .orElseThrow();
  }

  @Override
  protected Optional<EmbeddingModel> unreachableModel() {
    FakeReply down = FakeReply.status(503, "down");
    server.embeddings(down, down, down);
    return Optional.of(model());
  }

  @AfterEach
  void close() {
    server.close();
  }
}
