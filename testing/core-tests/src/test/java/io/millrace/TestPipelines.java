package io.millrace;

import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;

/** Pipelines that tests of the door run. */
final class TestPipelines {
  private TestPipelines() {}

  /** Extracts, chunks at blank lines, indexes by keywords. */
  static Pipeline general() {
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
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "extract", "chunk", "index")
        .build();
  }
}
