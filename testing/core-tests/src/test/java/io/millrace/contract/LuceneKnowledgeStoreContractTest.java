package io.millrace.contract;

import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.lucene.LuceneKnowledgeStoreProvider;
import io.millrace.testkit.contract.KnowledgeStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class LuceneKnowledgeStoreContractTest extends KnowledgeStoreContract {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @Override
  protected KnowledgeStore emptyStore() {
    return new LuceneKnowledgeStoreProvider().open(folder);
  }

  @Override
  protected Optional<KnowledgeStore> reopened() {
    return Optional.of(emptyStore());
  }
}
