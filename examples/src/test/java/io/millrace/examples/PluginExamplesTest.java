package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.datasource.DatasourceType;
import io.millrace.event.ItemOutcome;
import io.millrace.event.RunStatus;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginExamplesTest {
  private static final Pipeline PIPELINE =
      Pipeline.builder("Log book")
          .datasource("days")
          .onlineDocument("examples/logbook", "logbook", "logbook")
          .tool("redact", "examples/redact/redact", "redact")
          .mixed("text", "{{#days.content#}}")
          .constant("word", "rye")
          .add()
          .generalChunker("chunk")
          .mixed("input_variable", "{{#redact.text#}}")
          .constant("delimiter", "\\n")
          .constant("max_chunk_length", 200)
          .add()
          .knowledgeIndex("index")
          .chunks(Selector.of("chunk", "result"))
          .economy()
          .chain("days", "redact", "chunk", "index")
          .build();

  @Test
  void bothAreFoundAndTheirPipelineRuns(@TempDir Path store) {
    try (PipelineEngine engine = PipelineEngine.builder().discover().store(store).build()) {
      RunResult result =
          engine.run(
              RunRequest.of(PIPELINE)
                  .datasourceType(DatasourceType.ONLINE_DOCUMENT)
                  .entry(page("2026-03-01"))
                  .entry(page("1999-12-31"))
                  .build());

      assertThat(result.documents())
          .extracting(ItemOutcome::name, ItemOutcome::status)
          .hasSize(2)
          .contains(org.assertj.core.groups.Tuple.tuple("2026-03-01", RunStatus.SUCCEEDED));
      assertThat(result.documents().get(0).error()).contains("No page '1999-12-31'");
      assertThat(engine.search("Log book", "ice paddles").records().get(0).segment().content())
          .isEqualTo("Ice on the paddles until nine. Ground 300 kg of ███.");
    }
  }

  private static Map<String, Object> page(String day) {
    return Map.of(
        "workspace_id", "mill", "page", Map.of("page_id", day, "type", "page", "page_name", day));
  }
}
