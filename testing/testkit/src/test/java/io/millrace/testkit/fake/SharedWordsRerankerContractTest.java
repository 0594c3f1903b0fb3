package io.millrace.testkit.fake;

import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.testkit.contract.RerankModelContract;

class SharedWordsRerankerContractTest extends RerankModelContract {
  @Override
  protected RerankModel model() {
    return new SharedWordsReranker(new ModelId("testkit", "shared-words"));
  }
}
