package io.millrace;

import io.millrace.model.ModelId;
import io.millrace.pipeline.EnvironmentVariable;
import io.millrace.pipeline.KnowledgeIndexStep;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.util.List;
import java.util.Map;

/** Pipelines that tests of the door run. */
final class TestPipelines {
  private TestPipelines() {}

  /** Extracts, chunks at blank lines, indexes by keywords. */
  static Pipeline general() {
    return chunks().economy().chain("file", "extract", "chunk", "index").build();
  }

  /** The same, but that every item goes through a node of {@code type} first. */
  static Pipeline first(String type) {
    return chunks()
        .economy()
        .node("first", type, Map.of())
        .chain("file", "first", "extract", "chunk", "index")
        .build();
  }

  /** The same, with vectors of {@code model}. */
  static Pipeline highQuality(ModelId model) {
    return chunks()
        .highQuality(model.provider(), model.name())
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  private static KnowledgeIndexStep chunks() {
    return Pipeline.builder("Notes")
        .datasource("file")
        .localFile("md", "txt")
        .documentExtractor("extract", Selector.of("file", "file"))
        .generalChunker("chunk")
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("delimiter", "\\n\\n")
        .constant("max_chunk_length", 500)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"));
  }

  /** Reads Markdown with {@code dify_extractor}, one chunk a paragraph. */
  static Pipeline withTool() {
    return Pipeline.builder("Notes")
        .datasource("file")
        .localFile("md", "txt")
        .tool("extract", "langgenius/dify_extractor/dify_extractor", "dify_extractor")
        .variable("file", Selector.of("file", "file"))
        .add()
        .generalChunker("chunk")
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("delimiter", "\\n\\n")
        .constant("max_chunk_length", 500)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  /** Puts the secret {@code token} of the environment into a text that becomes the chunk. */
  static Pipeline showingTheSecret(String secret) {
    return Pipeline.builder("Notes")
        .environmentVariable(new EnvironmentVariable("e", "token", "secret", secret))
        .datasource("file")
        .localFile("md", "txt")
        .aggregator("pass", "string", Selector.of("env", "token"))
        .node(
            "text",
            "template-transform",
            Map.of(
                "template",
                "Bearer {{ token }}",
                "variables",
                List.of(Map.of("variable", "token", "value_selector", List.of("env", "token")))))
        .node(
            "end",
            "end",
            Map.of(
                "outputs",
                List.of(
                    Map.of("variable", "given", "value_selector", List.of("env", "token")),
                    Map.of("variable", "passed", "value_selector", List.of("pass", "output")))))
        .generalChunker("chunk")
        .mixed("input_variable", "{{#text.output#}} {{#pass.output#}}")
        .constant("delimiter", "\\n\\n")
        .constant("max_chunk_length", 500)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "pass", "text", "chunk", "index", "end")
        .build();
  }
}
