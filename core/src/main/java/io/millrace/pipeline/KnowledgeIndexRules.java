package io.millrace.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** The settings of knowledge-index nodes (spec/04 §3). */
final class KnowledgeIndexRules {
  static final String HIGH_QUALITY = "high_quality";
  static final String ECONOMY = "economy";

  private static final ImmutableList<FieldRule> RULES =
      ImmutableList.of(
          FieldRule.oneOf("chunk_structure", "text_model", "hierarchical_model", "qa_model"),
          FieldRule.selector("index_chunk_variable_selector"),
          FieldRule.oneOf("indexing_technique", HIGH_QUALITY, ECONOMY),
          FieldRule.positive("keyword_number").optional(),
          FieldRule.map("retrieval_model"),
          FieldRule.oneOf(
                  "retrieval_model.search_method",
                  "semantic_search",
                  "full_text_search",
                  "hybrid_search",
                  "keyword_search")
              .optional(),
          FieldRule.positive("retrieval_model.top_k").optional());

  private static final ImmutableList<FieldRule> HIGH_QUALITY_RULES =
      ImmutableList.of(
          FieldRule.text("embedding_model"), FieldRule.text("embedding_model_provider"));

  /** What the chunkers that Dify ships make. */
  private static final ImmutableMap<String, String> MADE_BY =
      ImmutableMap.of(
          "general_chunker", "text_model",
          "parentchild_chunker", "hierarchical_model",
          "qa_chunk", "qa_model");

  private KnowledgeIndexRules() {}

  static void check(Pipeline pipeline, Problems problems) {
    for (PipelineNode node : pipeline.ofType(NodeTypes.KNOWLEDGE_INDEX)) {
      String path =
          "workflow.graph.nodes[" + pipeline.parts().nodeIndexes().get(node.id()) + "].data";
      RULES.forEach(rule -> rule.check(node.data(), path, problems));
      if (HIGH_QUALITY.equals(node.data().get("indexing_technique"))) {
        HIGH_QUALITY_RULES.forEach(rule -> rule.check(node.data(), path, problems));
      }
      checkStructure(pipeline, node, path, problems);
    }
  }

  private static void checkStructure(
      Pipeline pipeline, PipelineNode node, String path, Problems problems) {
    Object selector = node.data().get("index_chunk_variable_selector");
    if (!Trees.isSelector(selector)) {
      return;
    }
    Optional<PipelineNode> chunker = pipeline.node(Trees.strings(selector).get(0));
    String made =
        chunker.map(tool -> MADE_BY.get(Trees.text(tool.data().get("tool_name"), ""))).orElse(null);
    if (made != null && !made.equals(node.data().get("chunk_structure"))) {
      problems.warning(
          ProblemCode.CHUNK_STRUCTURE_MISMATCH,
          path + ".chunk_structure",
          "The chunks come from a chunker that makes "
              + made
              + ", but the knowledge base expects "
              + node.data().get("chunk_structure")
              + ".",
          "Choose the chunker that fits, or chunk_structure: " + made + ".");
    }
  }
}
