package io.millrace.testkit.contract;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.testkit.fake.WordVectors;
import java.util.Optional;

class WordVectorsContractTest extends EmbeddingModelContract {
  private final WordVectors words = new WordVectors(new ModelId("testkit", "words"), 64);

  @Override
  protected EmbeddingModel model() {
    return Planted.in(EmbeddingModel.class, words);
  }

  @Override
  protected Optional<EmbeddingModel> unreachableModel() {
    return Optional.of(
        Planted.failing(EmbeddingModel.class, ModelException.retriable("Nobody answers", null)));
  }
}
