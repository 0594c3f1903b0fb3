package io.millrace.testkit.contract;

import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.testkit.fake.SharedWordsReranker;
import java.util.Optional;

class SharedWordsRerankerContractTest extends RerankModelContract {
  @Override
  protected RerankModel model() {
    return Planted.in(
        RerankModel.class, new SharedWordsReranker(new ModelId("testkit", "shared-words")));
  }

  @Override
  protected Optional<RerankModel> unreachableModel() {
    return Optional.of(
        Planted.failing(RerankModel.class, ModelException.retriable("Nobody answers", null)));
  }
}
