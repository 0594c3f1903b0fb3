package io.millrace.knowledge;

import io.millrace.model.EmbeddingModel;
import org.jspecify.annotations.Nullable;

/** Keeps vectors of two models apart. */
final class VectorModels {
  private VectorModels() {}

  /**
   * Returns {@code model} if it made the vectors that the knowledge base stores, or none are stored
   * yet.
   *
   * @throws KnowledgeException if there is no model, or it is another
   */
  static EmbeddingModel check(KnowledgeBase base, @Nullable EmbeddingModel model) {
    KnowledgeBase.VectorModel stored = base.vectorModel();
    if (model == null) {
      throw new KnowledgeException(
          "Knowledge base '%s' is searched by meaning and needs the embedding model %s, but none was given."
              .formatted(base.name(), stored == null ? base.embeddingModel() : stored.id()));
    }
    if (stored != null
        && !(stored.id().equals(model.id()) && stored.dimension() == model.dimension())) {
      throw new KnowledgeException(
          ("Knowledge base '%s' holds vectors of %s (length %d), which cannot be compared with"
                  + " those of %s (length %d). Use that model, or index into a new knowledge base.")
              .formatted(
                  base.name(), stored.id(), stored.dimension(), model.id(), model.dimension()));
    }
    return model;
  }
}
