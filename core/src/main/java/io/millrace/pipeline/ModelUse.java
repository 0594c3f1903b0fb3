package io.millrace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model that a node calls.
 *
 * @param type {@code llm}, {@code text-embedding} or {@code rerank}
 */
record ModelUse(String type, String provider, String name) {

  static List<ModelUse> of(PipelineNode node) {
    Map<String, Object> data = node.data();
    List<ModelUse> uses = new ArrayList<>();
    switch (node.type()) {
      case NodeTypes.LLM, NodeTypes.QUESTION_CLASSIFIER, NodeTypes.PARAMETER_EXTRACTOR ->
          add(uses, "llm", Trees.asMap(data.get("model")), "provider", "name");
      case NodeTypes.KNOWLEDGE_INDEX -> ofIndex(uses, data);
      case NodeTypes.KNOWLEDGE_RETRIEVAL -> {
        Map<String, Object> multiple = Trees.asMap(data.get("multiple_retrieval_config"));
        if (Boolean.TRUE.equals(multiple.get("reranking_enable"))) {
          add(uses, "rerank", Trees.asMap(multiple.get("reranking_model")), "provider", "model");
        }
      }
      default -> {
        // calls no model
      }
    }
    return uses;
  }

  private static void ofIndex(List<ModelUse> uses, Map<String, Object> data) {
    if (KnowledgeIndexRules.HIGH_QUALITY.equals(data.get("indexing_technique"))) {
      add(uses, "text-embedding", data, "embedding_model_provider", "embedding_model");
      Map<String, Object> summary = Trees.asMap(data.get("summary_index_setting"));
      if (Boolean.TRUE.equals(summary.get("enable"))) {
        add(uses, "llm", summary, "model_provider_name", "model_name");
      }
    }
    Map<String, Object> retrieval = Trees.asMap(data.get("retrieval_model"));
    if (Boolean.TRUE.equals(retrieval.get("reranking_enable"))
        && !"weighted_score".equals(retrieval.get("reranking_mode"))) {
      add(
          uses,
          "rerank",
          Trees.asMap(retrieval.get("reranking_model")),
          "reranking_provider_name",
          "reranking_model_name");
    }
  }

  private static void add(
      List<ModelUse> uses, String type, Map<String, Object> from, String provider, String name) {
    if (Trees.isText(from.get(name))) {
      uses.add(
          new ModelUse(type, Trees.text(from.get(provider), ""), Trees.text(from.get(name), "")));
    }
  }
}
