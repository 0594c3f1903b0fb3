package io.millrace.server.api;

import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.model.ModelId;
import io.millrace.server.http.ApiException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a knowledge base is to be indexed and searched: part of the bodies that make one, change one,
 * or put the first document into one. What is left out stays as it is.
 */
record IndexingBody(
    @Nullable IndexingTechnique indexingTechnique,
    @Nullable ChunkStructure docForm,
    @Nullable String embeddingModelProvider,
    @Nullable String embeddingModel,
    @Nullable RetrievalBody retrievalModel) {

  /**
   * Returns a knowledge base as this wants it.
   *
   * @param installed models of which the first serves where none is named
   * @throws ApiException 400 {@code invalid_param} if a model is needed and there is none
   */
  KnowledgeBase appliedTo(KnowledgeBase base, List<ModelId> installed) {
    IndexingTechnique technique = indexingTechnique == null ? base.technique() : indexingTechnique;
    KnowledgeBase indexed =
        base.toBuilder()
            .chunkStructure(docForm == null ? base.chunkStructure() : docForm)
            .technique(technique, model(technique, base.embeddingModel(), installed))
            .retrieval(retrievalModel == null ? base.retrieval() : retrievalModel.toSettings())
            .updatedAt(Instant.now())
            .build();
    DatasetProfile profile = DatasetProfile.of(indexed);
    if (indexingTechnique != null) {
      profile = profile.withUndecided(false);
    }
    if (retrievalModel != null) {
      profile = profile.withRetrieval(retrievalModel.toMap());
    }
    return profile.appliedTo(indexed);
  }

  private @Nullable ModelId model(
      IndexingTechnique technique, @Nullable ModelId before, List<ModelId> installed) {
    if (technique == IndexingTechnique.ECONOMY) {
      return null;
    } else if (embeddingModel != null) {
      return new ModelId(
          embeddingModelProvider == null ? "" : embeddingModelProvider, embeddingModel);
    } else if (before != null && !before.name().isEmpty()) {
      return before;
    }
    return installed.stream()
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.invalidParam(
                    "No Embedding Model available. Please configure a valid provider in the"
                        + " Settings -> Model Provider."));
  }
}
