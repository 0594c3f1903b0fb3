package io.millrace.node.model;

import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.model.ModelId;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import org.jspecify.annotations.Nullable;

/**
 * How a {@code knowledge-retrieval} node searches.
 *
 * @param router the model that picks one knowledge base, or {@code null} to search all
 * @param topK how many records at most, of all knowledge bases together
 * @param scoreThreshold or {@code null} for none
 * @param reranking how the records of all knowledge bases are put into one order
 */
record RetrievalPlan(
    @Nullable ModelSettings router,
    int topK,
    @Nullable Double scoreThreshold,
    Reranking reranking) {

  static RetrievalPlan read(Settings settings) {
    String mode = settings.string("retrieval_mode", "multiple");
    if (mode.equals("single")) {
      Settings model = settings.requiredObject("single_retrieval_config").requiredObject("model");
      return new RetrievalPlan(ModelSettings.read(model), 4, null, Reranking.NONE);
    } else if (!mode.equals("multiple")) {
      throw new InvalidNodeException(
          "retrieval_mode must be single or multiple, but was '" + mode + "'");
    }
    Settings config = settings.object("multiple_retrieval_config");
    return new RetrievalPlan(
        null,
        Math.min(1_000, Math.max(1, config.integer("top_k", 4))),
        config.raw("score_threshold") instanceof Number threshold ? threshold.doubleValue() : null,
        reranking(config));
  }

  private static Reranking reranking(Settings config) {
    if (!config.bool("reranking_enable", true)) {
      return Reranking.NONE;
    }
    Object mode = config.raw("reranking_mode");
    if ("weighted_score".equals(mode)) {
      return new Reranking(null, weights(config.object("weights")));
    } else if (mode != null && !"reranking_model".equals(mode)) {
      throw new InvalidNodeException(
          "reranking_mode must be reranking_model or weighted_score, but was " + mode);
    }
    Settings model = config.object("reranking_model");
    String name = model.string("model", "");
    return name.isEmpty()
        ? Reranking.NONE
        : new Reranking(new ModelId(model.string("provider", ""), name), null);
  }

  private static Weights weights(Settings weights) {
    Object vector = weights.object("vector_setting").raw("vector_weight");
    Object keyword = weights.object("keyword_setting").raw("keyword_weight");
    if (vector instanceof Number v && keyword instanceof Number k) {
      return new Weights(v.doubleValue(), k.doubleValue());
    }
    throw new InvalidNodeException(
        "weights needs the numbers vector_setting.vector_weight and"
            + " keyword_setting.keyword_weight");
  }
}
