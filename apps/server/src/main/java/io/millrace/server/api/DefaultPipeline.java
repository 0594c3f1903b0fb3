package io.millrace.server.api;

import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.model.ModelId;
import io.millrace.pipeline.KnowledgeIndexStep;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineBuilder;
import io.millrace.pipeline.ToolStep;
import io.millrace.variable.Selector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What documents go through in a knowledge base that has no pipeline of its own: extractor, chunker
 * of its structure, knowledge base. A {@code process_rule} sets the chunks' size and separator.
 */
final class DefaultPipeline {
  static final String START = "file";
  private static final int LONGEST = 1_024;
  private static final int OVERLAP = 50;

  private DefaultPipeline() {}

  static Pipeline of(KnowledgeBase base, @Nullable Map<String, Object> processRule) {
    Map<?, ?> segmentation = map(map(processRule, "rules"), "segmentation");
    PipelineBuilder builder =
        Pipeline.builder(base.name())
            .description(base.description())
            .datasource(START)
            .localFile()
            .documentExtractor("extract", Selector.of(START, "file"));
    ToolStep chunker =
        switch (base.chunkStructure()) {
          case TEXT_MODEL -> general(builder.generalChunker("chunk"), segmentation);
          case HIERARCHICAL_MODEL -> parents(builder.parentChildChunker("chunk"), segmentation);
          case QA_MODEL ->
              builder
                  .qaChunker("chunk")
                  .variable("input_file", Selector.of(START, "file"))
                  .constant("question_column", 0)
                  .constant("answer_column", 1);
        };
    KnowledgeIndexStep index =
        chunker.add().knowledgeIndex("index").chunks(Selector.of("chunk", "result"));
    switch (base.chunkStructure()) {
      case HIERARCHICAL_MODEL -> index.parentChild();
      case QA_MODEL -> index.questionsAndAnswers();
      case TEXT_MODEL -> {}
    }
    ModelId model = base.embeddingModel();
    PipelineBuilder whole =
        base.technique() == IndexingTechnique.ECONOMY
            ? index.economy()
            : index.highQuality(
                model == null ? "" : model.provider(), model == null ? "" : model.name());
    return whole.chain(START, "extract", "chunk", "index").build();
  }

  private static ToolStep general(ToolStep chunker, Map<?, ?> segmentation) {
    return chunker
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("delimiter", text(segmentation, "separator", "\\n\\n"))
        .constant("max_chunk_length", number(segmentation, "max_tokens", LONGEST))
        .constant("chunk_overlap_length", number(segmentation, "chunk_overlap", OVERLAP));
  }

  private static ToolStep parents(ToolStep chunker, Map<?, ?> segmentation) {
    return chunker
        .mixed("input_text", "{{#extract.text#}}")
        .constant("parent_mode", "paragraph")
        .constant("separator", text(segmentation, "separator", "\\n\\n"))
        .constant("max_length", number(segmentation, "max_tokens", LONGEST));
  }

  private static Map<?, ?> map(@Nullable Map<?, ?> parent, String key) {
    return parent != null && parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(Map<?, ?> map, String key, String fallback) {
    return map.get(key) instanceof String text && !text.isEmpty() ? text : fallback;
  }

  private static long number(Map<?, ?> map, String key, long fallback) {
    return map.get(key) instanceof Number number ? number.longValue() : fallback;
  }
}
