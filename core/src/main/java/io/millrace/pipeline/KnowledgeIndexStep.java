package io.millrace.pipeline;

import io.millrace.variable.Selector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A knowledge-index node in the making (spec/04 §3); its last word, {@link #economy()} or {@link
 * #highQuality}, adds it.
 *
 * <p>Defaults: chunks of general text, 3 results, 10 keywords.
 *
 * @since 0.1
 */
public final class KnowledgeIndexStep {
  private final PipelineBuilder builder;
  private final String id;
  private final Map<String, Object> data = new LinkedHashMap<>();
  private int topK = 3;

  KnowledgeIndexStep(PipelineBuilder builder, String id) {
    this.builder = builder;
    this.id = id;
    data.put("chunk_structure", "text_model");
    data.put("keyword_number", 10);
  }

  /** Sets where the chunks come from: the output of a chunker. */
  public KnowledgeIndexStep chunks(Selector chunks) {
    data.put("index_chunk_variable_selector", chunks.parts());
    return this;
  }

  /** Expects parent and child chunks. */
  public KnowledgeIndexStep parentChild() {
    data.put("chunk_structure", "hierarchical_model");
    return this;
  }

  /** Expects questions and answers. */
  public KnowledgeIndexStep questionsAndAnswers() {
    data.put("chunk_structure", "qa_model");
    return this;
  }

  /** Sets how many chunks a search finds. */
  public KnowledgeIndexStep topK(int results) {
    topK = results;
    return this;
  }

  /**
   * Has a chat model sum up every chunk, so that it is found by its summary too; needs {@link
   * #highQuality}.
   */
  public KnowledgeIndexStep summaries(String provider, String model) {
    return summaries(provider, model, "");
  }

  /**
   * Has a chat model sum up every chunk as told.
   *
   * @param prompt stands before the chunk; empty for the usual one
   */
  public KnowledgeIndexStep summaries(String provider, String model, String prompt) {
    data.put(
        "summary_index_setting",
        Map.of(
            "enable",
            true,
            "model_provider_name",
            provider,
            "model_name",
            model,
            "summary_prompt",
            prompt));
    return this;
  }

  /** Adds a node that indexes keywords. */
  public PipelineBuilder economy() {
    data.put("indexing_technique", KnowledgeIndexRules.ECONOMY);
    return add("keyword_search");
  }

  /** Adds a node that indexes the vectors of an embedding model. */
  public PipelineBuilder highQuality(String provider, String model) {
    data.put("indexing_technique", KnowledgeIndexRules.HIGH_QUALITY);
    data.put("embedding_model_provider", provider);
    data.put("embedding_model", model);
    return add("semantic_search");
  }

  private PipelineBuilder add(String searchMethod) {
    Map<String, Object> retrieval = new LinkedHashMap<>();
    retrieval.put("search_method", searchMethod);
    retrieval.put("top_k", topK);
    retrieval.put("score_threshold", 0.5);
    retrieval.put("score_threshold_enabled", false);
    retrieval.put("reranking_enable", false);
    data.put("retrieval_model", retrieval);
    return builder.node(id, NodeTypes.KNOWLEDGE_INDEX, data);
  }
}
