package io.millrace.benchmarks.notion;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.benchmarks.fake.SinkStore;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.event.RunStatus;
import io.millrace.http.EgressGate;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.util.Map;
import java.util.stream.Stream;

/** Pages through an engine: read, chunked, and counted by the store. */
final class NotionRun implements AutoCloseable {
  private final PipelineEngine engine;

  NotionRun(EgressGate gate, CredentialStore credentials, int items) {
    this.engine =
        PipelineEngine.builder()
            .discover()
            .egress(gate)
            .credentials(credentials)
            .maxItemsInFlight(Math.max(1, items))
            .knowledge(new SinkStore(false))
            .build();
  }

  void of(Stream<PageInfo> pages) {
    RunRequest.Builder request =
        RunRequest.of(pipeline()).datasourceType(DatasourceType.ONLINE_DOCUMENT);
    pages.forEach(
        page ->
            request.entry(
                Map.of(
                    "workspace_id",
                    page.workspaceId(),
                    "page",
                    Map.of(
                        "page_id", page.pageId(), "type", page.type(), "page_name", page.name()))));
    RunResult result = engine.run(request.build());
    if (result.status() != RunStatus.SUCCEEDED) {
      throw new IllegalStateException(result.status() + ": " + result.error());
    }
  }

  private static Pipeline pipeline() {
    return Pipeline.builder("Pages")
        .datasource("notion")
        .onlineDocument("langgenius/notion_datasource", "notion", "notion_datasource")
        .generalChunker("chunk")
        .mixed("input_variable", "{{#notion.content#}}")
        .constant("delimiter", "\n\n")
        .constant("max_chunk_length", 1_000)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("notion", "chunk", "index")
        .build();
  }

  @Override
  public void close() {
    engine.close();
  }
}
