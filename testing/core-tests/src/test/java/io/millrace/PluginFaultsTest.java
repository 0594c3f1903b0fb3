package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.event.RunStatus;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.pipeline.Pipeline;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolProvider;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a plugin does wrong ends the item with a message that names the plugin. */
@Timeout(120)
class PluginFaultsTest {
  /** How long a node may take that must be given up; much longer than one that is good takes. */
  private static final Duration BRIEF = Duration.ofSeconds(3);

  private static final CountDownLatch END = new CountDownLatch(1);

  @SuppressWarnings("NullAway") // that is the defect
  private static final Map<String, NodeExecutor> BAD_NODES =
      Map.of(
          "bad-fine",
          context -> NodeResult.succeeded(Map.of("x", "fine")),
          "bad-throws",
          context -> {
            throw new IllegalStateException("broken gear");
          },
          "bad-overflows",
          context -> {
            throw new StackOverflowError();
          },
          "bad-null",
          context -> null,
          "bad-hangs",
          context -> {
            throw hang(false);
          });

  @AfterAll
  static void letGo() {
    END.countDown();
  }

  @AfterEach
  void nothingIsLeftWaiting() {
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Stays until its thread is interrupted, or for good where it is deaf. */
  private static RuntimeException hang(boolean deaf) {
    while (true) {
      try {
        if (END.await(1, TimeUnit.HOURS)) {
          return new IllegalStateException("the tests are over");
        }
      } catch (InterruptedException e) {
        if (!deaf) {
          return new IllegalStateException("interrupted");
        }
      }
    }
  }

  /** A wiki of which a test makes one thing wrong. */
  private static class Wiki implements OnlineDocumentDatasource, DatasourceProvider {
    @Override
    public String id() {
      return "wiki";
    }

    @Override
    public DatasourceType type() {
      return DatasourceType.ONLINE_DOCUMENT;
    }

    @Override
    public Datasource open(DatasourceContext context) {
      return this;
    }

    @Override
    public Stream<PageInfo> pages(PagesRequest request) {
      return Stream.of();
    }

    @Override
    public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
      return Map.of("content", "text", "page_id", item.pageId(), "workspace_id", "w");
    }

    @Override
    public void close() {}
  }

  @Test
  void aDatasourceThatThrowsIsNamed() {
    assertFails(
        new Wiki() {
          @Override
          public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
            throw new UnsupportedOperationException("not yet");
          }
        },
        "Datasource 'wiki' failed in content with java.lang.UnsupportedOperationException: not yet",
        "defect of the plugin");
  }

  @Test
  void aDatasourceThatLacksAClassIsNamed() {
    assertFails(
        new Wiki() {
          @Override
          public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
            throw new NoClassDefFoundError("com/example/Missing");
          }
        },
        "Datasource 'wiki' failed in content with java.lang.NoClassDefFoundError",
        "com/example/Missing");
  }

  @Test
  @SuppressWarnings("NullAway") // that is the defect
  void aDatasourceThatReturnsNullIsNamed() {
    assertFails(
        new Wiki() {
          @Override
          public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
            return null;
          }
        },
        "Datasource 'wiki' returned null from content");
    assertFails(
        new Wiki() {
          @Override
          public Stream<DatasourceItem.OnlineDocument> expand(DatasourceItem.OnlineDocument item) {
            return null;
          }
        },
        "Datasource 'wiki' returned null from expand");
  }

  @Test
  void aDatasourceThatHangsIsGivenUpAndNamed() {
    assertGivenUp(
        new Wiki() {
          @Override
          public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
            throw hang(false);
          }
        },
        "Timed out",
        "datasource 'wiki'");
  }

  @Test
  void aListingThatHangsForGoodIsGivenUpAndNamed() {
    assertGivenUp(
        new Wiki() {
          @Override
          public Stream<DatasourceItem.OnlineDocument> expand(DatasourceItem.OnlineDocument item) {
            throw hang(true);
          }
        },
        "Datasource 'wiki' gave no further item for 3.0 s");
  }

  @Test
  void aListingThatBreaksAfterSomeItemsFailsAloneWithItsReason() {
    try (PipelineEngine engine =
        engine()
            .addDatasource(
                new Wiki() {
                  @Override
                  public Stream<DatasourceItem.OnlineDocument> expand(
                      DatasourceItem.OnlineDocument item) {
                    Iterator<DatasourceItem.OnlineDocument> two =
                        new Iterator<>() {
                          private int given;

                          @Override
                          public boolean hasNext() {
                            return true;
                          }

                          @Override
                          public DatasourceItem.OnlineDocument next() {
                            if (++given > 2) {
                              throw new IllegalStateException("lost the page");
                            }
                            return new DatasourceItem.OnlineDocument(
                                "w", "p" + given, "page", "P" + given, Map.of());
                          }
                        };
                    Iterable<DatasourceItem.OnlineDocument> all = () -> two;
                    return StreamSupport.stream(all.spliterator(), false);
                  }
                })
            .build()) {
      RunResult result = engine.run(request(pipeline("fine", "fine")));

      assertThat(result.counts().succeeded()).as(errors(result)).isEqualTo(2);
      assertThat(result.counts().failed()).isEqualTo(1);
      assertThat(result.documents())
          .anySatisfy(
              outcome ->
                  assertThat(outcome.error())
                      .contains("Datasource 'wiki' failed in expand", "lost the page"));
    }
  }

  @Test
  void aListingThatGoesRoundEndsAndIsNamed() {
    try (PipelineEngine engine =
        engine()
            .addDatasource(
                new Wiki() {
                  @Override
                  public Stream<DatasourceItem.OnlineDocument> expand(
                      DatasourceItem.OnlineDocument item) {
                    return Stream.iterate(0, i -> (i + 1) % 3)
                        .map(
                            i ->
                                new DatasourceItem.OnlineDocument(
                                    "w", "p" + i, "page", "P" + i, Map.of()));
                  }
                })
            .build()) {
      RunResult result = engine.run(request(pipeline("fine", "fine")));

      assertThat(result.status()).isEqualTo(RunStatus.PARTIAL_SUCCEEDED);
      assertThat(result.documents())
          .anySatisfy(
              outcome ->
                  assertThat(outcome.error())
                      .contains("Datasource 'wiki' gives the same items again and again"));
    }
  }

  @Test
  void aDatasourceThatCannotBeOpenedIsNamed() {
    assertFails(
        new Wiki() {
          @Override
          public Datasource open(DatasourceContext context) {
            throw new IllegalStateException("rusty");
          }
        },
        "Datasource 'wiki' failed in open with java.lang.IllegalStateException: rusty",
        "defect of the plugin");
  }

  @Test
  void aDatasourceThatCannotBeClosedIsNamedInTheLogAndTheRestIsClosed() {
    AtomicBoolean closed = new AtomicBoolean();
    try (CapturedLog log = CapturedLog.of(EngineServices.class)) {
      PipelineEngine engine =
          engine()
              .addDatasource(
                  new Wiki() {
                    @Override
                    public void close() {
                      throw new IllegalStateException("stuck");
                    }
                  })
              .files(new Files(new InMemoryFileStore(), closed))
              .build();
      assertSucceeds(engine);

      engine.close();

      assertThat(log.messages())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "Datasource 'wiki' failed in close",
                          "stuck",
                          "defect of the plugin " + PluginFaultsTest.class.getName()));
      assertThat(closed).isTrue();
    }
  }

  @Test
  @SuppressWarnings("try") // closed twice, on purpose
  void aThreadThatAPluginLeavesRunningIsNamedInTheLog() {
    CountDownLatch end = new CountDownLatch(1);
    try (CapturedLog log = CapturedLog.of(LeftThreads.class);
        PipelineEngine engine =
            engine()
                .addDatasource(
                    new Wiki() {
                      @Override
                      public Datasource open(DatasourceContext context) {
                        Thread left = new Thread(() -> Uninterruptibles.awaitUninterruptibly(end));
                        left.setName("left-behind");
                        left.setDaemon(false);
                        left.start();
                        return this;
                      }
                    })
                .build()) {
      assertSucceeds(engine);

      engine.close();

      assertThat(log.messages())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains(PluginFaultsTest.class.getName(), "left thread 'left-behind'"));
    } finally {
      end.countDown();
    }
  }

  @Test
  void aToolThatThrowsReturnsNullOrHangsIsNamed() {
    assertToolFails("throws", "broken gear", "defect of tool 'throws' of provider 'bad/tools'");
    assertToolFails("null", "returned null", "defect of tool 'null' of provider 'bad/tools'");
    assertToolFails("hangs", "Timed out", "tool 'hangs'");
  }

  @Test
  void aNodeThatThrowsReturnsNullOrHangsIsNamed() {
    assertNodeFails("throws", "broken gear", "FixedNodes");
    assertNodeFails("overflows", "StackOverflowError", "FixedNodes");
    assertNodeFails("null", "returned null", "FixedNodes");
    assertNodeFails("hangs", "Timed out", "FixedNodes");
  }

  private static PipelineEngine.Builder engine() {
    return PipelineEngine.builder()
        .discover()
        .addTools(new BadTools())
        .addNodes(new FixedNodes(BAD_NODES));
  }

  private static void assertFails(Wiki wiki, String... parts) {
    assertFails(engine().addDatasource(wiki), pipeline("fine", "fine"), parts);
  }

  private static void assertGivenUp(Wiki wiki, String... parts) {
    assertFails(engine().addDatasource(wiki).nodeTimeout(BRIEF), pipeline("fine", "fine"), parts);
  }

  private static void assertToolFails(String tool, String... parts) {
    assertFails(withTimeout(tool).addDatasource(new Wiki()), pipeline(tool, "fine"), parts);
  }

  private static void assertNodeFails(String node, String... parts) {
    assertFails(withTimeout(node).addDatasource(new Wiki()), pipeline("fine", node), parts);
  }

  private static PipelineEngine.Builder withTimeout(String wrong) {
    return wrong.equals("hangs") ? engine().nodeTimeout(BRIEF) : engine();
  }

  private static void assertFails(
      PipelineEngine.Builder builder, Pipeline pipeline, String... parts) {
    try (PipelineEngine engine = builder.build()) {
      assertFailed(engine.run(request(pipeline)), parts);
    }
  }

  private static void assertSucceeds(PipelineEngine engine) {
    RunResult result = engine.run(request(pipeline("fine", "fine")));
    assertThat(result.succeeded()).as(errors(result)).isTrue();
  }

  private static String errors(RunResult result) {
    return result.documents().stream().map(outcome -> outcome.error()).toList().toString();
  }

  private static void assertFailed(RunResult result, String... parts) {
    assertThat(result.status()).isEqualTo(RunStatus.FAILED);
    assertThat(String.valueOf(result.documents().get(0).error())).contains(parts);
  }

  private static RunRequest request(Pipeline pipeline) {
    return RunRequest.of(pipeline)
        .draft()
        .datasourceType(DatasourceType.ONLINE_DOCUMENT)
        .entry(Map.of("workspace_id", "w", "page", Map.of("page_id", "p", "type", "page")))
        .build();
  }

  private static Pipeline pipeline(String tool, String node) {
    return Pipeline.builder("Faults")
        .datasource("page")
        .onlineDocument("example/wiki", "wiki", "wiki")
        .tool("tool", "bad/tools", tool)
        .variable("text", Selector.of("page", "content"))
        .add()
        .node("node", "bad-" + node, Map.of())
        .generalChunker("chunk")
        .mixed("input_variable", "{{#page.content#}}")
        .constant("delimiter", "\\n\\n")
        .constant("max_chunk_length", 500)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("page", "tool", "node", "chunk", "index")
        .build();
  }

  private static final class BadTools implements ToolProvider {
    @Override
    public String id() {
      return "bad/tools";
    }

    @Override
    public List<Tool> tools() {
      return Stream.of("fine", "throws", "null", "hangs").<Tool>map(BadTool::new).toList();
    }
  }

  /** Files in memory that tell when they are closed. */
  private record Files(FileStore files, AtomicBoolean closed) implements FileStore {
    @Override
    public FileRef save(NewFile file, InputStream content) throws IOException {
      return files.save(file, content);
    }

    @Override
    public Optional<FileRef> find(String reference) {
      return files.find(reference);
    }

    @Override
    public InputStream open(FileRef file) throws IOException {
      return files.open(file);
    }

    @Override
    public boolean delete(String reference) throws IOException {
      return files.delete(reference);
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  private record BadTool(String name) implements Tool {
    @Override
    public ToolDescription description() {
      return ToolDescription.of(name, "Does something wrong.");
    }

    @Override
    @SuppressWarnings("NullAway") // that is the defect
    public List<ToolMessage> invoke(ToolInvocation invocation) {
      return switch (name) {
        case "throws" -> throw new IllegalStateException("broken gear");
        case "null" -> null;
        case "hangs" -> throw hang(false);
        default -> List.of(new ToolMessage.Text("fine"));
      };
    }
  }
}
