package io.millrace.model.langchain4j;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import io.millrace.testkit.contract.EmbeddingModelContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiEmbeddingsContractTest extends EmbeddingModelContract {
  private static final ModelId NOMIC = new ModelId("langgenius/ollama/ollama", "nomic");

  private final LocalModels local = new LocalModels();

  @Override
  protected EmbeddingModel model() {
    return local.retrying(1).embedding(NOMIC, "nomic").build().model(NOMIC).orElseThrow();
  }

  @Override
  protected Optional<EmbeddingModel> unreachableModel() {
    LocalModels.down(local.server::embeddings);
    return Optional.of(model());
  }

  @AfterEach
  void close() {
    local.close();
  }
}
