package io.millrace.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.model.ModelId;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code retrieval_model} object (spec/06 §6). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RetrievalBody(
    @Nullable Method searchMethod,
    @Nullable Boolean rerankingEnable,
    @Nullable Mode rerankingMode,
    @Nullable RerankingModel rerankingModel,
    @Nullable WeightsBody weights,
    @Nullable Integer topK,
    @Nullable Boolean scoreThresholdEnabled,
    @Nullable Double scoreThreshold,
    @Nullable Filtering metadataFilteringConditions) {
  private static final int TOP_K = 4;

  enum Method {
    KEYWORD_SEARCH,
    SEMANTIC_SEARCH,
    FULL_TEXT_SEARCH,
    HYBRID_SEARCH
  }

  enum Mode {
    RERANKING_MODEL,
    WEIGHTED_SCORE
  }

  record RerankingModel(
      @Nullable String rerankingProviderName, @Nullable String rerankingModelName) {}

  record WeightsBody(
      @Nullable String weightType,
      @Nullable VectorSetting vectorSetting,
      @Nullable KeywordSetting keywordSetting) {}

  record VectorSetting(
      @Nullable Double vectorWeight,
      @Nullable String embeddingProviderName,
      @Nullable String embeddingModelName) {}

  record KeywordSetting(@Nullable Double keywordWeight) {}

  record Filtering(@Nullable String logicalOperator, @Nullable List<ConditionBody> conditions) {}

  record ConditionBody(String name, String comparisonOperator, @Nullable Object value) {}

  RetrievalSettings toSettings() {
    boolean threshold = Boolean.TRUE.equals(scoreThresholdEnabled);
    return new RetrievalSettings(
        searchMethod == null
            ? SearchMethod.SEMANTIC_SEARCH
            : SearchMethod.valueOf(searchMethod.name()),
        topK == null ? TOP_K : topK,
        threshold ? scoreThreshold : null,
        new Reranking(model(), weighting()),
        filter());
  }

  private @Nullable ModelId model() {
    RerankingModel model = rerankingModel;
    if (!Boolean.TRUE.equals(rerankingEnable)
        || rerankingMode == Mode.WEIGHTED_SCORE
        || model == null) {
      return null;
    }
    String name = model.rerankingModelName();
    String provider = model.rerankingProviderName();
    return name == null || name.isEmpty()
        ? null
        : new ModelId(provider == null ? "" : provider, name);
  }

  private @Nullable Weights weightsOrNull(WeightsBody body) {
    VectorSetting vector = body.vectorSetting();
    KeywordSetting keyword = body.keywordSetting();
    Double v = vector == null ? null : vector.vectorWeight();
    Double k = keyword == null ? null : keyword.keywordWeight();
    return v == null || k == null ? null : new Weights(v, k);
  }

  private @Nullable Weights weighting() {
    return weights == null ? null : weightsOrNull(weights);
  }

  private @Nullable MetadataFilter filter() {
    Filtering filtering = metadataFilteringConditions;
    List<ConditionBody> conditions = filtering == null ? null : filtering.conditions();
    if (filtering == null || conditions == null || conditions.isEmpty()) {
      return null;
    }
    try {
      return new MetadataFilter(
          !"or".equals(filtering.logicalOperator()),
          conditions.stream()
              .map(
                  condition ->
                      new MetadataFilter.Condition(
                          condition.name(), condition.comparisonOperator(), condition.value()))
              .collect(ImmutableList.toImmutableList()));
    } catch (KnowledgeException | NullPointerException e) {
      throw ApiException.invalidParam(
          "metadata_filtering_conditions: each condition has name and comparison_operator. "
              + e.getMessage());
    }
  }

  /** Returns what was sent, without what was left out. */
  @SuppressWarnings("unchecked") // a record becomes a map whose keys are texts
  Map<String, Object> toMap() {
    return Json.MAPPER.convertValue(this, Map.class);
  }

  /**
   * Returns the object that shows settings.
   *
   * @param embedding the model that compares vectors, or {@code null} without one
   */
  static Map<String, @Nullable Object> show(
      RetrievalSettings settings, @Nullable ModelId embedding) {
    ModelId model = settings.reranking().model();
    Weights weights = settings.reranking().weights();
    Map<String, Object> rerank = new LinkedHashMap<>();
    rerank.put("reranking_provider_name", model == null ? "" : model.provider());
    rerank.put("reranking_model_name", model == null ? "" : model.name());
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("search_method", settings.method().wireName());
    shown.put("reranking_enable", model != null);
    shown.put(
        "reranking_mode",
        weights != null ? "weighted_score" : model == null ? null : "reranking_model");
    shown.put("reranking_model", rerank);
    shown.put(
        "weights",
        weights == null
            ? null
            : Map.of(
                "weight_type",
                "customized",
                "vector_setting",
                Map.of(
                    "vector_weight", weights.vector(),
                    "embedding_provider_name", embedding == null ? "" : embedding.provider(),
                    "embedding_model_name", embedding == null ? "" : embedding.name()),
                "keyword_setting",
                Map.of("keyword_weight", weights.keyword())));
    shown.put("top_k", settings.topK());
    shown.put("score_threshold_enabled", settings.scoreThreshold() != null);
    shown.put("score_threshold", settings.scoreThreshold());
    return shown;
  }
}
