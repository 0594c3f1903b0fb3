package io.millrace.examples;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineVariable;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.variable.Selector;
import java.nio.file.Path;
import java.util.Map;

/**
 * The pipelines of {@code examples/pipelines}, as code. {@link #main} writes the files; a test
 * holds them to this class.
 */
public final class ExamplePipelines {
  private static final Selector FILE = Selector.of("file", "file");
  private static final Selector CHUNKS = Selector.of("chunk", "result");

  private ExamplePipelines() {}

  /** Documents of any format in chunks, found by words and by meaning. */
  public static Pipeline general() {
    return Pipeline.builder("Mill handbook")
        .description("How to run a watermill: general chunks, hybrid search.")
        .variable(
            PipelineVariable.shared("number", "max_chunk_length")
                .label("Maximum chunk length")
                .required()
                .defaultValue(800)
                .build())
        .variable(
            PipelineVariable.shared("number", "chunk_overlap")
                .label("Chunk overlap")
                .defaultValue(0)
                .build())
        .datasource("file")
        .title("Files")
        .localFile("md", "txt", "html", "docx", "xlsx", "csv", "pdf")
        .tool("extract", "langgenius/dify_extractor/dify_extractor", "dify_extractor")
        .title("Markdown")
        .variable("file", FILE)
        .add()
        .generalChunker("chunk")
        .title("Chunks")
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("delimiter", "\\n#")
        .variable("max_chunk_length", Selector.of("rag", "shared", "max_chunk_length"))
        .variable("chunk_overlap_length", Selector.of("rag", "shared", "chunk_overlap"))
        .add()
        .node("index", "knowledge-index", hybridIndex())
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  /** Paragraphs for reading, sentences for finding them. */
  public static Pipeline parentChild() {
    return Pipeline.builder("Mill handbook, parent-child")
        .description("How to run a watermill: small chunks to search, large ones to read.")
        .datasource("file")
        .title("Files")
        .localFile("md", "txt", "html", "docx", "xlsx", "pdf")
        .documentExtractor("extract", FILE)
        .parentChildChunker("chunk")
        .title("Parents and children")
        .mixed("input_text", "{{#extract.text#}}")
        .constant("parent_mode", "paragraph")
        .constant("separator", "\\n#")
        .constant("max_length", 1000)
        .constant("subchunk_separator", "\\n")
        .constant("subchunk_max_length", 200)
        .constant("remove_extra_spaces", true)
        .add()
        .knowledgeIndex("index")
        .chunks(CHUNKS)
        .parentChild()
        .highQuality("offline", "all-minilm-l6-v2-q")
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  /** Rows of a CSV file as questions and answers. */
  public static Pipeline questionsAndAnswers() {
    return Pipeline.builder("Mill questions")
        .description("Questions that visitors ask, and their answers.")
        .datasource("file")
        .title("CSV file")
        .localFile("csv")
        .qaChunker("chunk")
        .title("Questions and answers")
        .variable("input_file", FILE)
        .constant("question_column", 0)
        .constant("answer_column", 1)
        .add()
        .knowledgeIndex("index")
        .chunks(CHUNKS)
        .questionsAndAnswers()
        .highQuality("offline", "all-minilm-l6-v2-q")
        .chain("file", "chunk", "index")
        .build();
  }

  private static Map<String, Object> hybridIndex() {
    return Map.of(
        "chunk_structure", "text_model",
        "index_chunk_variable_selector", CHUNKS.parts(),
        "indexing_technique", "high_quality",
        "embedding_model_provider", "offline",
        "embedding_model", "all-minilm-l6-v2-q",
        "keyword_number", 10,
        "retrieval_model",
            Map.of(
                "search_method",
                "hybrid_search",
                "top_k",
                3,
                "score_threshold_enabled",
                false,
                "reranking_enable",
                false,
                "reranking_mode",
                "weighted_score",
                "weights",
                Map.of(
                    "vector_setting", Map.of("vector_weight", 0.3),
                    "keyword_setting", Map.of("keyword_weight", 0.7))));
  }

  /** Writes the files into the folder that the first argument names. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    PipelineWriter writer = new PipelineWriter();
    writer.write(general(), folder.resolve("general.pipeline"));
    writer.write(parentChild(), folder.resolve("parent-child.pipeline"));
    writer.write(questionsAndAnswers(), folder.resolve("qa.pipeline"));
  }
}
