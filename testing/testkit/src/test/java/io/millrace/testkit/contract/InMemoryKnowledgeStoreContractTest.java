package io.millrace.testkit.contract;

import io.millrace.knowledge.KnowledgeStore;
import io.millrace.testkit.fake.InMemoryKnowledgeStore;
import java.util.Optional;

class InMemoryKnowledgeStoreContractTest extends KnowledgeStoreContract {
  private final InMemoryKnowledgeStore store = new InMemoryKnowledgeStore();

  @Override
  protected KnowledgeStore emptyStore() {
    return Planted.in(KnowledgeStore.class, store);
  }

  /** Returns the same one, which forgets nothing as long as the program lasts. */
  @Override
  protected Optional<KnowledgeStore> reopened() {
    return Optional.of(emptyStore());
  }
}
