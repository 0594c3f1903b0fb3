package io.millrace.server.api;

import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.model.ModelId;
import io.millrace.pipeline.KnowledgeIndexStep;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineBuilder;
import io.millrace.pipeline.ToolStep;
import io.millrace.variable.Selector;
import org.jspecify.annotations.Nullable;

/**
 * What documents go through in a knowledge base that has no pipeline of its own: extractor, chunker
 * of its structure, knowledge base. A {@code process_rule} sets the chunks' size and separator.
 */
final class DefaultPipeline {
  static final String START = "file";

  private DefaultPipeline() {}

  static Pipeline of(KnowledgeBase base, @Nullable ProcessRule given) {
    ProcessRule rule = given == null ? new ProcessRule(null, null) : given;
    PipelineBuilder builder =
        Pipeline.builder(base.name())
            .description(base.description())
            .datasource(START)
            .localFile()
            .documentExtractor("extract", Selector.of(START, "file"));
    ToolStep chunker =
        switch (base.chunkStructure()) {
          case TEXT_MODEL -> general(builder.generalChunker("chunk"), rule.chunks());
          case HIERARCHICAL_MODEL -> parents(builder.parentChildChunker("chunk"), rule);
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

  private static ToolStep general(ToolStep chunker, ProcessRule.Cut chunks) {
    return chunker
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("delimiter", chunks.separator())
        .constant("max_chunk_length", chunks.length())
        .constant("chunk_overlap_length", chunks.overlap());
  }

  private static ToolStep parents(ToolStep chunker, ProcessRule rule) {
    return chunker
        .mixed("input_text", "{{#extract.text#}}")
        .constant("parent_mode", rule.wholeDocument() ? "full_doc" : "paragraph")
        .constant("separator", rule.parents().separator())
        .constant("max_length", rule.parents().length())
        .constant("subchunk_separator", rule.children().separator())
        .constant("subchunk_max_length", rule.children().length())
        .constant("remove_extra_spaces", rule.cleans("remove_extra_spaces"))
        .constant("remove_urls_emails", rule.cleans("remove_urls_emails"));
  }
}
