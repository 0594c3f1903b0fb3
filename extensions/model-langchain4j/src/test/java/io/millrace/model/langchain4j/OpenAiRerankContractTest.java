package io.millrace.model.langchain4j;

import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.testkit.contract.RerankModelContract;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiRerankContractTest extends RerankModelContract {
  private static final ModelId JINA = new ModelId("langgenius/jina/jina", "jina-rerank");

  private final FakeOpenAi server = new FakeOpenAi();

  @Override
  protected RerankModel model() {
    return OpenAiModels.builder(server.baseUrl())
        .id("local")
        .limits(RateLimits.NONE.retrying(1, Duration.ofMillis(5), Duration.ofMillis(20)))
        .rerank(JINA, "jina-rerank")
        .build()
        .rerankModel(JINA)
        .orElseThrow();
  }

  @Override
  protected Optional<RerankModel> unreachableModel() {
    FakeReply down = FakeReply.status(503, "down");
    server.rerank(down, down, down);
    return Optional.of(model());
  }

  @AfterEach
  void close() {
    server.close();
  }
}
