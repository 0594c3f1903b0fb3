package io.millrace.knowledge.lucene;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.model.ModelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A knowledge base's settings as JSON. */
final class KnowledgeBaseJson {
  private KnowledgeBaseJson() {}

  static byte[] write(KnowledgeBase base) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", base.id());
    map.put("name", base.name());
    map.put("description", base.description());
    map.put("chunk_structure", base.chunkStructure().wireName());
    map.put("indexing_technique", base.technique().wireName());
    map.put("embedding_model", model(base.embeddingModel()));
    VectorModel vectors = base.vectorModel();
    if (vectors != null) {
      map.put("vector_model", model(vectors.id()));
      map.put("vector_dimension", vectors.dimension());
    }
    map.put("keyword_number", base.keywordNumber());
    map.put("retrieval_model", retrieval(base.retrieval()));
    map.put("created_at", base.createdAt().toString());
    map.put("updated_at", base.updatedAt().toString());
    if (!base.attributes().isEmpty()) {
      map.put("attributes", base.attributes());
    }
    return Json.write(map);
  }

  static KnowledgeBase read(byte[] json) {
    Map<String, Object> map = Json.read(json, 0, json.length);
    ModelId vectors = model(map, "vector_model");
    return new KnowledgeBase(
        Json.text(map, "id"),
        Json.text(map, "name"),
        Json.text(map, "description"),
        ChunkStructure.of(Json.text(map, "chunk_structure")),
        IndexingTechnique.of(Json.text(map, "indexing_technique")),
        model(map, "embedding_model"),
        vectors == null
            ? null
            : new VectorModel(vectors, Math.toIntExact(Json.number(map, "vector_dimension"))),
        Math.toIntExact(Json.number(map, "keyword_number")),
        retrieval(Json.object(map, "retrieval_model")),
        Instant.parse(Json.text(map, "created_at")),
        Instant.parse(Json.text(map, "updated_at")),
        Json.object(map, "attributes"));
  }

  private static @Nullable Map<String, Object> model(@Nullable ModelId id) {
    return id == null ? null : Map.of("provider", id.provider(), "name", id.name());
  }

  private static @Nullable ModelId model(Map<String, Object> map, String key) {
    Map<String, Object> model = Json.object(map, key);
    return model.isEmpty()
        ? null
        : new ModelId(Json.text(model, "provider"), Json.text(model, "name"));
  }

  private static Map<String, @Nullable Object> retrieval(RetrievalSettings settings) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("search_method", settings.method().wireName());
    map.put("top_k", settings.topK());
    map.put("score_threshold", settings.scoreThreshold());
    map.put("reranking_model", model(settings.reranking().model()));
    Weights weights = settings.reranking().weights();
    if (weights != null) {
      map.put("weights", Map.of("vector", weights.vector(), "keyword", weights.keyword()));
    }
    MetadataFilter filter = settings.filter();
    if (filter != null) {
      map.put("filter", filter(filter));
    }
    return map;
  }

  private static RetrievalSettings retrieval(Map<String, Object> map) {
    Map<String, Object> weights = Json.object(map, "weights");
    return new RetrievalSettings(
        SearchMethod.of(Json.text(map, "search_method")),
        Math.toIntExact(Json.number(map, "top_k")),
        map.get("score_threshold") == null ? null : Json.decimal(map, "score_threshold"),
        new Reranking(
            model(map, "reranking_model"),
            weights.isEmpty()
                ? null
                : new Weights(Json.decimal(weights, "vector"), Json.decimal(weights, "keyword"))),
        map.containsKey("filter") ? filter(Json.object(map, "filter")) : null);
  }

  private static Map<String, Object> filter(MetadataFilter filter) {
    List<Object> conditions = new ArrayList<>();
    for (MetadataFilter.Condition condition : filter.conditions()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", condition.name());
      map.put("operator", condition.operator());
      map.put("value", condition.value());
      conditions.add(map);
    }
    return Map.of("all", filter.all(), "conditions", conditions);
  }

  @SuppressWarnings("unchecked") // objects come from Json.read(), whose keys are strings
  private static MetadataFilter filter(Map<String, Object> map) {
    ImmutableList.Builder<MetadataFilter.Condition> conditions = ImmutableList.builder();
    if (map.get("conditions") instanceof List<?> list) {
      for (Object one : list) {
        Map<String, Object> condition = (Map<String, Object>) one;
        conditions.add(
            new MetadataFilter.Condition(
                Json.text(condition, "name"),
                Json.text(condition, "operator"),
                condition.get("value")));
      }
    }
    return new MetadataFilter(Boolean.TRUE.equals(map.get("all")), conditions.build());
  }
}
