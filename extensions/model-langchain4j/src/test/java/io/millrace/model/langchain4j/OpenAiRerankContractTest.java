package io.millrace.model.langchain4j;

import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.testkit.contract.RerankModelContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiRerankContractTest extends RerankModelContract {
  private static final ModelId JINA = new ModelId("langgenius/jina/jina", "jina-rerank");

  private final LocalModels local = new LocalModels();

  @Override
  protected RerankModel model() {
    return local.retrying(1).rerank(JINA, "jina-rerank").build().rerankModel(JINA).orElseThrow();
  }

  @Override
  protected Optional<RerankModel> unreachableModel() {
    LocalModels.down(local.server::rerank);
    return Optional.of(model());
  }

  @AfterEach
  void close() {
    local.close();
  }
}
