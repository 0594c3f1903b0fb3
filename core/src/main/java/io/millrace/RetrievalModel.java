package io.millrace;

import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.model.ModelId;
import io.millrace.node.Settings;
import org.jspecify.annotations.Nullable;

/** Reads the {@code retrieval_model} object of pipeline files and requests (spec/06 §6). */
final class RetrievalModel {
  private RetrievalModel() {}

  static RetrievalSettings read(Settings model) {
    boolean threshold = model.bool("score_threshold_enabled", false);
    return new RetrievalSettings(
        SearchMethod.of(model.string("search_method", "semantic_search")),
        Math.min(1_000, Math.max(1, model.integer("top_k", 4))),
        threshold && model.raw("score_threshold") instanceof Number n ? n.doubleValue() : null,
        new Reranking(rerankModel(model), weights(model.object("weights"))),
        null);
  }

  private static @Nullable ModelId rerankModel(Settings model) {
    Settings rerank = model.object("reranking_model");
    String provider = rerank.string("reranking_provider_name", "");
    String name = rerank.string("reranking_model_name", "");
    boolean wanted =
        model.bool("reranking_enable", false)
            && !"weighted_score".equals(model.raw("reranking_mode"))
            && !name.isEmpty();
    return wanted ? new ModelId(provider, name) : null;
  }

  private static @Nullable Weights weights(Settings weights) {
    Object vector = weights.object("vector_setting").raw("vector_weight");
    Object keyword = weights.object("keyword_setting").raw("keyword_weight");
    return vector instanceof Number v && keyword instanceof Number k
        ? new Weights(v.doubleValue(), k.doubleValue())
        : null;
  }
}
