package io.millrace.server.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A knowledge base as the API shows it (spec/06 §7.1). */
record DatasetView(
    String id,
    String name,
    String description,
    String provider,
    String permission,
    @Nullable String dataSourceType,
    @Nullable String indexingTechnique,
    int appCount,
    long documentCount,
    long wordCount,
    String createdBy,
    String authorName,
    long createdAt,
    String updatedBy,
    long updatedAt,
    @Nullable String embeddingModel,
    @Nullable String embeddingModelProvider,
    boolean embeddingAvailable,
    Map<String, @Nullable Object> retrievalModelDict,
    List<TagOf> tags,
    String docForm,
    @Nullable Object externalKnowledgeInfo,
    @Nullable Object externalRetrievalModel,
    List<DatasetProfile.Field> docMetadata,
    boolean builtInFieldEnabled,
    @Nullable String pipelineId,
    String runtimeMode,
    String chunkStructure,
    @Nullable Object iconInfo,
    @Nullable Object summaryIndexSetting,
    boolean isPublished,
    long totalDocuments,
    long totalAvailableDocuments,
    boolean enableApi,
    boolean isMultimodal,
    String maintainer,
    List<String> partialMemberList) {

  /** A tag of the knowledge base. */
  record TagOf(String id, String name, String type) {}
}
