package io.millrace.contract;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.langchain4j.OfflineEmbeddingProvider;
import io.millrace.testkit.contract.EmbeddingModelContract;

class OfflineEmbeddingsContractTest extends EmbeddingModelContract {
  @Override
  protected EmbeddingModel model() {
    return new OfflineEmbeddingProvider().substitute().orElseThrow();
  }
}
