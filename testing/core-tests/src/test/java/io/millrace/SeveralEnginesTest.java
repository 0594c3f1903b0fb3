package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasource.DatasourceType;
import io.millrace.event.RunStatus;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several engines in one program, and plugins of class loaders of their own. */
@Timeout(600)
class SeveralEnginesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @Test
  @SuppressWarnings("try") // closed twice, on purpose
  void enginesOfOneProgramRunAtOnceAndKeepTheirStoresApart() throws Exception {
    Path docs = Files.createDirectory(folder.resolve("docs"));
    Files.writeString(docs.resolve("a.md"), "The mill grinds rye.");
    try (PipelineEngine one = engine("one", docs);
        PipelineEngine two = engine("two", docs)) {
      CompletableFuture<RunResult> first = run(one, docs);
      CompletableFuture<RunResult> second = run(two, docs);
      assertThat(List.of(first.join().status(), second.join().status()))
          .containsOnly(RunStatus.SUCCEEDED);

      one.close();

      assertThat(run(two, docs).join().status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(two.knowledgeBases()).hasSize(1);
      assertThat(folder.resolve("one")).isDirectory();
      assertThat(folder.resolve("two")).isDirectory();
    }
  }

  private PipelineEngine engine(String store, Path docs) {
    return PipelineEngine.builder()
        .discover()
        .store(folder.resolve(store))
        .allowFiles(docs)
        .build();
  }

  private static CompletableFuture<RunResult> run(PipelineEngine engine, Path docs) {
    return engine.start(RunRequest.of(TestPipelines.withTool()).file(docs).build()).result();
  }

  @Test
  void aPluginOfAnotherClassLoaderIsFoundThereAndNowhereElse() throws Exception {
    try (URLClassLoader loader = pluginWhoseTextIs("from afar");
        PipelineEngine with = PipelineEngine.builder().discover(loader).build();
        PipelineEngine without = PipelineEngine.create()) {
      assertThat(with.plugins()).anyMatch(line -> line.contains("online_document/afar"));
      assertThat(without.plugins()).noneMatch(line -> line.contains("online_document/afar"));

      RunResult result =
          with.run(
              RunRequest.of(AFAR)
                  .draft()
                  .datasourceType(DatasourceType.ONLINE_DOCUMENT)
                  .entry(Map.of("workspace_id", "w", "page", Map.of("page_id", "p", "type", "x")))
                  .build());

      assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(result.outputs().toString()).contains("from afar");
    }
  }

  @Test
  void twoEnginesMayHaveTwoVersionsOfOnePlugin() throws Exception {
    try (URLClassLoader older = pluginWhoseTextIs("version one");
        URLClassLoader newer = pluginWhoseTextIs("version two");
        PipelineEngine first = PipelineEngine.builder().discover(older).build();
        PipelineEngine second = PipelineEngine.builder().discover(newer).build()) {
      assertThat(draft(first)).contains("version one");
      assertThat(draft(second)).contains("version two");
    }
  }

  private static String draft(PipelineEngine engine) {
    return engine
        .run(
            RunRequest.of(AFAR)
                .draft()
                .datasourceType(DatasourceType.ONLINE_DOCUMENT)
                .entry(Map.of("workspace_id", "w", "page", Map.of("page_id", "p", "type", "x")))
                .build())
        .outputs()
        .toString();
  }

  private static final Pipeline AFAR =
      Pipeline.builder("Afar")
          .datasource("page")
          .onlineDocument("example/afar", "afar", "afar")
          .generalChunker("chunk")
          .mixed("input_variable", "{{#page.content#}}")
          .constant("delimiter", "\\n\\n")
          .constant("max_chunk_length", 500)
          .add()
          .knowledgeIndex("index")
          .chunks(Selector.of("chunk", "result"))
          .economy()
          .chain("page", "chunk", "index")
          .build();

  /** Compiles a plugin that no class path has and returns the loader that does. */
  private URLClassLoader pluginWhoseTextIs(String text) throws IOException {
    Path plugin = Files.createTempDirectory(folder, "plugin");
    Path source = plugin.resolve("Afar.java");
    Files.writeString(
        source,
        """
        package afar;
        import io.millrace.datasource.*;
        import java.util.Map;
        import java.util.stream.Stream;
        public final class Afar implements DatasourceProvider, OnlineDocumentDatasource {
          public String id() { return "afar"; }
          public DatasourceType type() { return DatasourceType.ONLINE_DOCUMENT; }
          public Datasource open(DatasourceContext context) { return this; }
          public Stream<PageInfo> pages(PagesRequest request) { return Stream.of(); }
          public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
            return Map.of("content", "%s", "page_id", item.pageId(), "workspace_id", "w");
          }
          public void close() {}
        }
        """
            .formatted(text));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", plugin.toString(), source.toString());
    assertThat(result).as("the compiler's exit status").isZero();
    Path services = Files.createDirectories(plugin.resolve("META-INF/services"));
    Files.writeString(services.resolve("io.millrace.datasource.DatasourceProvider"), "afar.Afar\n");
    return new URLClassLoader(
        new URL[] {plugin.toUri().toURL()}, PipelineEngine.class.getClassLoader());
  }
}
