package com.example.rss;

import static io.millrace.testkit.TestedRunAssert.assertThat;

import io.millrace.datasource.DatasourceType;
import io.millrace.http.EgressGate;
import io.millrace.pipeline.Pipeline;
import io.millrace.testkit.PipelineTester;
import io.millrace.testkit.server.LoopbackSite;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedsPipelineTest {
  private static final Pipeline NEWS =
      Pipeline.builder("News")
          .datasource("entry")
          .onlineDocument("example/rss", "rss", "rss")
          .generalChunker("chunk")
          .mixed("input_variable", "{{#entry.content#}}")
          .constant("delimiter", "\\n\\n")
          .constant("max_chunk_length", 500)
          .add()
          .knowledgeIndex("index")
          .chunks(Selector.of("chunk", "result"))
          .economy()
          .chain("entry", "chunk", "index")
          .build();

  @Test
  void anEntryOfAFeedIsFoundAgain() throws IOException {
    try (LoopbackSite site = LoopbackSite.open()) {
      site.on("/feed", exchange -> exchange.send(200, "text/xml", FeedsContractTest.FEED));

      var run =
          PipelineTester.of(NEWS)
              .from(DatasourceType.ONLINE_DOCUMENT)
              .withEntry(
                  Map.of(
                      "workspace_id",
                      site.url("/feed"),
                      "page",
                      Map.of("page_id", "flood", "type", "page")))
              .withEngine(e -> e.egress(EgressGate.builder().allowHost("localhost").build()))
              .run();

      assertThat(run).succeeded().finds("sluice", "Close the sluice.");
    }
  }
}
