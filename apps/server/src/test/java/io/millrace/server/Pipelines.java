package io.millrace.server;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineVariable;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.variable.Selector;

/** Pipelines that tests serve. */
final class Pipelines {
  private Pipelines() {}

  /** Extracts, chunks at blank lines, indexes by keywords. */
  static Pipeline general() {
    return general("Notes");
  }

  static Pipeline general(String name) {
    return Pipeline.builder(name)
        .variable(PipelineVariable.shared("number", "longest").label("Longest chunk").build())
        .datasource("file")
        .localFile("md", "txt")
        .documentExtractor("extract", Selector.of("file", "file"))
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

  static String yaml(Pipeline pipeline) {
    return new PipelineWriter().write(pipeline);
  }
}
