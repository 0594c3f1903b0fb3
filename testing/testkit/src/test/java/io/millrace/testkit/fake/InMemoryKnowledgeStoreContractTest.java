package io.millrace.testkit.fake;

import io.millrace.knowledge.KnowledgeStore;
import io.millrace.testkit.contract.KnowledgeStoreContract;

class InMemoryKnowledgeStoreContractTest extends KnowledgeStoreContract {
  @Override
  protected KnowledgeStore emptyStore() {
    return new InMemoryKnowledgeStore();
  }
}
