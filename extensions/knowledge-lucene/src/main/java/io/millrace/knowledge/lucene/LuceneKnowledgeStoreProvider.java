package io.millrace.knowledge.lucene;

import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.KnowledgeStoreProvider;
import java.nio.file.Path;

/**
 * Opens stores of the id {@code lucene}: embedded, durable, for one process at a time.
 *
 * @since 0.1
 */
public final class LuceneKnowledgeStoreProvider implements KnowledgeStoreProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public LuceneKnowledgeStoreProvider() {}

  @Override
  public String id() {
    return "lucene";
  }

  @Override
  public KnowledgeStore open(Path directory) {
    return LuceneKnowledgeStore.open(directory);
  }
}
