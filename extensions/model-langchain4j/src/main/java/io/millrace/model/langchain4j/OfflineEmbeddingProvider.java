package io.millrace.model.langchain4j;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelId;
import java.util.Optional;

/**
 * Offers an embedding model that is inside its jar and needs no service: all-MiniLM-L6-v2,
 * quantized, 384 dimensions, best with English. It is the substitute for models that nobody mapped.
 *
 * <p>The model is loaded when the first text is embedded, once for the whole program, which takes
 * about half a second and 100 MB. It never uses more threads than there are processors, however
 * many callers there are. It sees the first 126 word pieces of a text (some 500 characters of
 * English) and passes over the rest.
 *
 * @since 0.1
 */
public final class OfflineEmbeddingProvider implements EmbeddingModelProvider {

  /** The name under which vectors of this model are remembered. */
  public static final ModelId MODEL = new ModelId("offline", "all-minilm-l6-v2-q");

  private final EmbeddingModel model = new OfflineEmbeddings();

  /** For {@link java.util.ServiceLoader}; loads nothing. */
  public OfflineEmbeddingProvider() {}

  @Override
  public String id() {
    return "offline";
  }

  @Override
  public Optional<EmbeddingModel> model(ModelId id) {
    return id.equals(MODEL) ? Optional.of(model) : Optional.empty();
  }

  @Override
  public Optional<EmbeddingModel> substitute() {
    return Optional.of(model);
  }
}
