package io.millrace.datasource.notion;

import static io.millrace.testkit.TestedRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceType;
import io.millrace.http.EgressGate;
import io.millrace.pipeline.Pipeline;
import io.millrace.testkit.PipelineTester;
import io.millrace.testkit.TestedRun;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class NotionPipelineTest {
  private static final Path CONFORMANCE =
      Path.of(
          System.getProperty("millrace.conformance.dir", "../../shared/conformance"),
          "dsl/transform-notion-general-high-quality.pipeline");

  private final NotionServer server = NotionServer.start();

  NotionPipelineTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  private PipelineTester tester(PipelineTester tester) {
    return tester
        .from(DatasourceType.ONLINE_DOCUMENT)
        .withEngine(
            engine ->
                engine
                    .egress(EgressGate.builder().allowHost("127.0.0.1").build())
                    .credentials(credentials()));
  }

  private CredentialStore credentials() {
    Credential credential =
        new Credential(
            "c",
            "c",
            "notion_datasource",
            ImmutableMap.of(
                "integration_secret",
                "secret_valid",
                "base_url",
                server.url(),
                "requests_per_second",
                "0"));
    return new CredentialStore() {
      @Override
      public Optional<Credential> find(String id) {
        return Optional.empty();
      }

      @Override
      public Optional<Credential> defaultFor(String provider) {
        return Optional.of(credential);
      }
    };
  }

  private static Map<String, ?> entry(String type, String id, String name) {
    return Map.of(
        "workspace_id",
        "",
        "page",
        Map.of("page_id", id, "type", type, "page_name", name),
        "rows",
        "documents");
  }

  @Test
  void difysNotionTemplateRunsOverAPageWithEveryBlock() {
    assumeTrue(Files.isRegularFile(CONFORMANCE), "no conformance files");
    String page = Samples.fullPage(server.workspace());
    TestedRun run =
        tester(PipelineTester.of(CONFORMANCE.toString()))
            .withEntry(entry("page", page, "Every block"))
            .withInput("delimiter", "\n\n")
            .withInput("max_chunk_length", 500)
            .withInput("chunk_overlap", 0)
            .run();
    assertThat(run).succeeded();
    assertThat(run.chunks()).anyMatch(chunk -> chunk.contains("Mind the sails."));
  }

  @Test
  void aSearchFindsARowOfALargeDatabaseThatWentThroughDifysTemplate() {
    assumeTrue(Files.isRegularFile(CONFORMANCE), "no conformance files");
    String database = Samples.deliveries(server.workspace(), 2_000);
    TestedRun run =
        tester(PipelineTester.of(CONFORMANCE.toString()))
            .withEntry(
                Map.of(
                    "workspace_id",
                    "",
                    "page",
                    Map.of("page_id", database, "type", "database", "page_name", "Deliveries")))
            .withInput("delimiter", "\n\n")
            .withInput("max_chunk_length", 500)
            .withInput("chunk_overlap", 0)
            .run();
    assertThat(run).succeeded();
    assertThat(run.chunks())
        .filteredOn(chunk -> chunk.contains("Delivery 1234 of buckwheat to Thistledown Farm"))
        .singleElement()
        .satisfies(
            chunk -> assertThat(chunk).startsWith("| Delivery | Sacks | Grain | Milled |\n| ---"));
    assertThat(run.search("the buckwheat for Thistledown Farm").get(0).segment().content())
        .contains("Delivery 1234 of buckwheat to Thistledown Farm");
  }

  @Test
  void aSearchFindsARowAmongTheDocumentsOfADatabase() {
    String database = Samples.deliveries(server.workspace(), 150);
    server
        .workspace()
        .row(
            server.workspace().source(database, 0),
            FakeWorkspace.values("Delivery", FakeWorkspace.title("Buckwheat to Thistledown")));
    Pipeline pipeline =
        Pipeline.builder("Rows")
            .datasource("notion")
            .onlineDocument("langgenius/notion_datasource", "notion", "notion_datasource")
            .generalChunker("chunk")
            .mixed("input_variable", "{{#notion.content#}}")
            .constant("delimiter", "\n\n")
            .constant("max_chunk_length", 500)
            .add()
            .knowledgeIndex("index")
            .chunks(Selector.of("chunk", "result"))
            .economy()
            .chain("notion", "chunk", "index")
            .build();
    TestedRun run =
        tester(PipelineTester.of(pipeline))
            .withEntry(entry("database", database, "Deliveries"))
            .run();
    assertThat(run).succeeded();
    assertThat(run.documents()).hasSize(151);
    assertThat(run.search("Thistledown").get(0).segment().content()).contains("Buckwheat");
  }
}
