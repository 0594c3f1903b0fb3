package io.millrace.testkit.fake;

import io.millrace.model.EmbeddingModel;
import io.millrace.testkit.contract.EmbeddingModelContract;

class WordVectorsContractTest extends EmbeddingModelContract {
  @Override
  protected EmbeddingModel model() {
    return new WordVectors(new io.millrace.model.ModelId("testkit", "words"), 64);
  }
}
