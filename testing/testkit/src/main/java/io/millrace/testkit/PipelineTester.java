package io.millrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.FileRef;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineReader;
import io.millrace.testkit.fake.CountingIds;
import io.millrace.testkit.fake.FakeEmbeddings;
import io.millrace.testkit.fake.InMemoryKnowledgeStore;
import io.millrace.testkit.fake.PlainTextExtractor;
import io.millrace.testkit.fake.SteppingClock;
import io.millrace.testkit.fake.UploadedFiles;
import io.millrace.tool.ToolProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a whole pipeline in a unit test: without network, in memory, and the same each time.
 *
 * <pre>{@code
 * TestedRun run = PipelineTester.of("general.pipeline").withFile("a.md", "# Mill\n\nIt grinds.").run();
 * assertThat(run).succeeded().hasChunks("Mill\n\nIt grinds.");
 * }</pre>
 *
 * <p>Uses the plugins on the test's class path, and fakes in the place of the knowledge store and
 * of embedding models; without an extractor or a {@code local_file} datasource there, {@link
 * PlainTextExtractor} and {@link UploadedFiles}. Clock and ids count, nodes run one after another.
 * Every run's events are checked against their grammar.
 *
 * @since 0.1
 */
public final class PipelineTester {
  private final Pipeline pipeline;
  private final InMemoryFileStore files =
      new InMemoryFileStore(InMemoryFileStore.DEFAULT_MAX_BYTES, new CountingIds());
  private final List<Map<String, ?>> entries = new ArrayList<>();
  private final Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
  private final List<Consumer<PipelineEngine.Builder>> settings = new ArrayList<>();
  private DatasourceType type = DatasourceType.LOCAL_FILE;
  private @Nullable String startNode;
  private boolean draft;

  private PipelineTester(Pipeline pipeline) {
    this.pipeline = requireNonNull(pipeline, "pipeline");
  }

  /** Tests a pipeline. */
  public static PipelineTester of(Pipeline pipeline) {
    return new PipelineTester(pipeline);
  }

  /**
   * Tests a pipeline file.
   *
   * @param name a resource of the class path, else a path
   * @throws IllegalArgumentException if there is neither
   */
  public static PipelineTester of(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream resource = loader.getResourceAsStream(name)) {
      if (resource != null) {
        return of(new PipelineReader().read(new String(resource.readAllBytes(), UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.isRegularFile(Path.of(name))) {
      throw new IllegalArgumentException(
          "There is no pipeline '%s', neither on the class path nor as a file (%s)"
              .formatted(name, Path.of(name).toAbsolutePath()));
    }
    return of(new PipelineReader().read(Path.of(name)));
  }

  /** Adds a file with that text, in UTF-8, as if uploaded. */
  public PipelineTester withFile(String name, String text) {
    return withFile(name, text.getBytes(UTF_8));
  }

  /** Adds a file with these bytes, as if uploaded. */
  public PipelineTester withFile(String name, byte[] content) {
    try {
      FileRef file = files.save(NewFile.upload(name, null), new ByteArrayInputStream(content));
      return withEntry(Map.of("reference", requireNonNull(file.reference()), "name", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds an item as an entry of {@code datasource_info_list} spells it. */
  public PipelineTester withEntry(Map<String, ?> entry) {
    entries.add(entry);
    return this;
  }

  /** Sets the value of one of the pipeline's inputs. */
  public PipelineTester withInput(String name, @Nullable Object value) {
    inputs.put(name, value);
    return this;
  }

  /** Starts at that node, whose datasource is of that type. */
  public PipelineTester startingAt(String nodeId, DatasourceType datasourceType) {
    this.startNode = nodeId;
    this.type = datasourceType;
    return this;
  }

  /** Takes items of another type than {@code local_file}. */
  public PipelineTester from(DatasourceType datasourceType) {
    this.type = datasourceType;
    return this;
  }

  /** Previews only: stores nothing. */
  public PipelineTester asDraft() {
    this.draft = true;
    return this;
  }

  /** Adds a datasource that is not on the class path. */
  public PipelineTester withDatasource(DatasourceProvider provider) {
    return withEngine(engine -> engine.addDatasource(provider));
  }

  /** Adds tools that are not on the class path. */
  public PipelineTester withTools(ToolProvider provider) {
    return withEngine(engine -> engine.addTools(provider));
  }

  /** Adds node types that are not on the class path. */
  public PipelineTester withNodes(NodeExecutorProvider provider) {
    return withEngine(engine -> engine.addNodes(provider));
  }

  /** Changes the engine's settings; called last. */
  public PipelineTester withEngine(Consumer<PipelineEngine.Builder> change) {
    settings.add(change);
    return this;
  }

  /**
   * Runs the pipeline.
   *
   * @return how it went; its events keep their grammar
   * @throws io.millrace.InvalidRequestException if the run cannot be started
   * @throws AssertionError if the events break their grammar
   */
  public TestedRun run() {
    InMemoryKnowledgeStore store =
        new InMemoryKnowledgeStore(SteppingClock.create(), new CountingIds());
    EventRecorder events = new EventRecorder();
    PipelineEngine.Builder builder =
        PipelineEngine.builder()
            .addEmbeddings(new FakeEmbeddings())
            .discover()
            .knowledge(store)
            .files(files)
            .clock(SteppingClock.create())
            .ids(new CountingIds())
            .maxItemsInFlight(1)
            .maxThreads(1)
            .addListener(events);
    addMissing(builder);
    settings.forEach(change -> change.accept(builder));
    try (PipelineEngine engine = builder.build()) {
      RunResult result = engine.run(request());
      events.assertWellFormed();
      return new TestedRun(pipeline, result, events, store, new FakeEmbeddings());
    }
  }

  /** Puts fakes where the class path has nothing. */
  private static void addMissing(PipelineEngine.Builder builder) {
    if (ServiceLoader.load(DocumentExtractor.class).findFirst().isEmpty()) {
      builder.addExtractor(new PlainTextExtractor());
    }
    UploadedFiles uploads = new UploadedFiles();
    if (ServiceLoader.load(DatasourceProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .noneMatch(p -> p.type() == uploads.type() && p.id().equals(uploads.id()))) {
      builder.addDatasource(uploads);
    }
  }

  private RunRequest request() {
    RunRequest.Builder request =
        RunRequest.of(pipeline)
            .datasourceType(type)
            .startAt(startNode)
            .inputs(inputs)
            .published(!draft);
    entries.forEach(request::entry);
    return request.build();
  }
}
