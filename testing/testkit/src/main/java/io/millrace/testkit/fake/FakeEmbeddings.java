package io.millrace.testkit.fake;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelId;
import java.util.Optional;

/**
 * Answers for every embedding model that a pipeline names with {@link WordVectors}: nothing is
 * downloaded, and the same text always has the same vector.
 *
 * @since 0.1
 */
public final class FakeEmbeddings implements EmbeddingModelProvider {

  @Override
  public String id() {
    return "testkit";
  }

  @Override
  public Optional<EmbeddingModel> model(ModelId id) {
    return Optional.of(new WordVectors(id, WordVectors.DEFAULT_DIMENSION));
  }
}
