package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.millrace.PipelineEngine;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.file.FileRef;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineVariable;
import io.millrace.variable.Selector;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Browsing datasources through their nodes (spec/01 §6). */
class BrowseTest extends ServerTest {
  private record Provider(String id, DatasourceType type, Datasource datasource)
      implements DatasourceProvider {
    @Override
    public Datasource open(DatasourceContext context) {
      return datasource;
    }
  }

  private static final class Sites implements WebsiteCrawlDatasource {
    @Override
    public CrawledPage fetch(DatasourceItem.WebPage item) {
      throw DatasourceException.permanent("not asked for", null);
    }

    @Override
    public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
      Object url = request.parameters().get("url");
      if (!"https://mill.example".equals(url)) {
        throw DatasourceException.permanent("Cannot crawl " + url, null);
      }
      progress.accept(new CrawlProgress(new CrawledPage(url + "/a", "A", "", "# A"), 1, 2));
      progress.accept(new CrawlProgress(new CrawledPage(url + "/b", "B", "", "# B"), 2, 2));
    }
  }

  private static final class Wiki implements OnlineDocumentDatasource {
    @Override
    public Stream<PageInfo> pages(PagesRequest request) {
      return Stream.of("one", "two")
          .map(id -> new PageInfo("w", "Mill", id, "Page " + id, "page", "root", "", null));
    }

    @Override
    public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
      return Map.of();
    }
  }

  private static final class Drive implements OnlineDriveDatasource {
    @Override
    public Listing browse(BrowseRequest request) {
      assertThat(request.maxKeys()).isEqualTo(20);
      return new Listing(
          request.bucket(),
          ImmutableList.of(new Entry("f", "folder", 0, true), new Entry("a", "a.md", 7, false)),
          Map.of("token", "next"));
    }

    @Override
    public Stream<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
      return Stream.of(item);
    }

    @Override
    public FileRef download(DatasourceItem.DriveFile item) {
      throw DatasourceException.permanent("not asked for", null);
    }
  }

  @Override
  protected PipelineEngine.Builder engine() {
    return super.engine()
        .addDatasource(new Provider("testcrawl", DatasourceType.WEBSITE_CRAWL, new Sites()))
        .addDatasource(new Provider("testwiki", DatasourceType.ONLINE_DOCUMENT, new Wiki()))
        .addDatasource(new Provider("testdrive", DatasourceType.ONLINE_DRIVE, new Drive()));
  }

  private static Pipeline pipeline() {
    return Pipeline.builder("Sources")
        .variable(PipelineVariable.of("site", "text-input", "address").label("Address").build())
        .datasource("site")
        .parameters(Map.of("url", "{{#rag.site.address#}}"))
        .websiteCrawl("x/testcrawl", "testcrawl", "crawl")
        .datasource("wiki")
        .onlineDocument("x/testwiki", "testwiki", "pages")
        .datasource("drive")
        .onlineDrive("x/testdrive", "testdrive", "drive")
        .generalChunker("chunk")
        .mixed("input_variable", "{{#site.content#}}")
        .constant("max_chunk_length", 500)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("site", "chunk", "index")
        .edge("wiki", "chunk")
        .edge("drive", "chunk")
        .build();
  }

  private List<JsonNode> browse(String node, String type, String inputs) {
    dataset = server.serve(pipeline());
    return http.post(
            at("/pipeline/datasource/nodes/" + node + "/run"),
            "{\"inputs\":%s,\"datasource_type\":\"%s\",\"is_published\":true}"
                .formatted(inputs, type))
        .is(200)
        .events();
  }

  @Test
  void aCrawlTellsOfItsProgressAndEndsWithItsPages() {
    List<JsonNode> events =
        browse("site", "website_crawl", "{\"address\":\"https://mill.example\"}");

    assertThat(RunTest.names(events))
        .containsExactly("datasource_processing", "datasource_processing", "datasource_completed");
    assertThat(events.get(0).path("total").asInt()).isEqualTo(2);
    assertThat(events.get(2).path("data")).hasSize(2);
    assertThat(events.get(2).at("/data/0/source_url").asText()).isEqualTo("https://mill.example/a");
    assertThat(events.get(2).has("task_id")).isFalse();
    JsonNode plugins = http.get(at("/pipeline/datasource-plugins")).json();
    assertThat(plugins.at("/0/user_input_variables/0/variable").asText()).isEqualTo("address");
  }

  @Test
  void aFailureIsAnEvent() {
    List<JsonNode> events = browse("site", "website_crawl", "{\"address\":\"nowhere\"}");

    assertThat(RunTest.names(events)).containsExactly("datasource_error");
    assertThat(events.get(0).path("error").asText()).isEqualTo("Cannot crawl nowhere");
    assertThat(browse("unknown", "website_crawl", "{}").get(0).path("error").asText())
        .isEqualTo("Datasource node data not found");
  }

  @Test
  void pagesAreListedByWorkspace() {
    List<JsonNode> events = browse("wiki", "online_document", "{}");

    assertThat(RunTest.names(events))
        .containsExactly("datasource_processing", "datasource_completed");
    assertThat(events.get(1).at("/data/0/workspace_name").asText()).isEqualTo("Mill");
    assertThat(events.get(1).at("/data/0/total").asInt()).isEqualTo(2);
    assertThat(events.get(1).at("/data/0/pages/1/page_id").asText()).isEqualTo("two");
  }

  @Test
  void oneLevelOfADriveIsListed() {
    List<JsonNode> events = browse("drive", "online_drive", "{\"bucket\":\"b\"}");

    JsonNode completed = events.get(1);
    assertThat(completed.path("total").isNull()).isTrue();
    assertThat(completed.at("/data/0/bucket").asText()).isEqualTo("b");
    assertThat(completed.at("/data/0/is_truncated").asBoolean()).isTrue();
    assertThat(completed.at("/data/0/files/0/type").asText()).isEqualTo("folder");
    assertThat(completed.at("/data/0/next_page_parameters/token").asText()).isEqualTo("next");
  }
}
