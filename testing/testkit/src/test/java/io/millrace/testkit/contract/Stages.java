package io.millrace.testkit.contract;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.graph.Node;
import io.millrace.http.HttpTransportProvider;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.testkit.fake.EchoChatModel;
import io.millrace.testkit.fake.InMemoryDocuments;
import io.millrace.testkit.fake.InMemoryDrive;
import io.millrace.testkit.fake.InMemoryKnowledgeStore;
import io.millrace.testkit.fake.InMemorySite;
import io.millrace.testkit.fake.PlainTextExtractor;
import io.millrace.testkit.fake.SharedWordsReranker;
import io.millrace.testkit.fake.UploadedFiles;
import io.millrace.testkit.fake.WordVectors;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.variable.VariablePool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every contract over a plugin that is good but for the {@link Planted} defect. {@link
 * PlantedDefectsTest} runs them; the build does not.
 */
final class Stages {
  static final String SECRET = "s3cret-key";
  private static final ModelId MODEL = new ModelId("testkit", "planted");

  private Stages() {}

  static List<Class<?>> all() {
    return List.of(
        Files.class,
        Knowledge.class,
        Extractor.class,
        Embeddings.class,
        Reranking.class,
        Chats.class,
        Tools.class,
        Nodes.class,
        Documents.class,
        LocalFiles.class,
        Sites.class,
        Drives.class,
        Http.class);
  }

  static class Files extends FileStoreContract {
    @Override
    protected FileStore emptyStore() {
      return Planted.in(FileStore.class, new InMemoryFileStore());
    }
  }

  static class Knowledge extends KnowledgeStoreContract {
    @Override
    protected KnowledgeStore emptyStore() {
      return Planted.in(KnowledgeStore.class, new InMemoryKnowledgeStore());
    }
  }

  static class Extractor extends DocumentExtractorContract {
    @Override
    protected DocumentExtractor extractor() {
      return Planted.in(DocumentExtractor.class, new PlainTextExtractor());
    }
  }

  static class Http extends HttpTransportContract {
    @Override
    protected HttpTransportProvider provider() {
      return Planted.in(HttpTransportProvider.class, PlainTransport.provider());
    }
  }

  static class Embeddings extends EmbeddingModelContract {
    private final WordVectors words = new WordVectors(MODEL, 64);

    @Override
    protected EmbeddingModel model() {
      return Planted.in(EmbeddingModel.class, words);
    }

    @Override
    protected Optional<EmbeddingModel> unreachableModel() {
      EmbeddingModel gone =
          Broken.one(
              EmbeddingModel.class,
              words,
              "embed",
              call -> {
                throw ModelException.retriable("Nobody answers", null);
              });
      return Optional.of(Planted.in(EmbeddingModel.class, gone));
    }
  }

  static class Reranking extends RerankModelContract {
    @Override
    protected RerankModel model() {
      return Planted.in(RerankModel.class, new SharedWordsReranker(MODEL));
    }

    @Override
    protected Optional<RerankModel> unreachableModel() {
      RerankModel gone =
          Broken.one(
              RerankModel.class,
              new SharedWordsReranker(MODEL),
              "score",
              call -> {
                throw ModelException.retriable("Nobody answers", null);
              });
      return Optional.of(Planted.in(RerankModel.class, gone));
    }
  }

  static class Chats extends ChatModelContract {
    @Override
    protected ChatModel model() {
      return Planted.in(ChatModel.class, new EchoChatModel(MODEL));
    }

    @Override
    protected Optional<ChatModel> refusedModel() {
      return failing(ModelException.permanent("Refused", null));
    }

    @Override
    protected Optional<ChatModel> brokenModel() {
      return failing(ModelException.retriable("Broke off", null));
    }

    private static Optional<ChatModel> failing(ModelException failure) {
      return Optional.of(
          Planted.in(
              ChatModel.class,
              new EchoChatModel(
                  MODEL,
                  request -> {
                    throw failure;
                  })));
    }

    @Override
    protected Optional<ChatModel> silentModel() {
      return Optional.of(
          Planted.in(
              ChatModel.class,
              new Waiting() {
                @Override
                public ChatAnswer chat(
                    ChatRequest request, ModelCall call, Consumer<String> onText) {
                  try {
                    var unused =
                        new CountDownLatch(1).await(call.left().toMillis(), TimeUnit.MILLISECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  throw ModelException.retriable("No answer", null);
                }
              }));
    }

    @Override
    protected Optional<ChatModel> busyModel() {
      return Optional.of(
          Planted.in(
              ChatModel.class,
              new Waiting() {
                @Override
                public ChatAnswer chat(
                    ChatRequest request, ModelCall call, Consumer<String> onText) {
                  call.pause(Duration.ofSeconds(2), "busy");
                  throw new AssertionError("a call that suspends does not come here");
                }
              }));
    }

    @Override
    protected Optional<String> secret() {
      return Optional.of(SECRET);
    }

    private abstract static class Waiting implements ChatModel {
      @Override
      public ModelId id() {
        return MODEL;
      }
    }
  }

  static class Tools extends ToolContract {
    @Override
    protected Tool tool() {
      ToolDescription description = ToolDescription.of("shout", "Says it loudly.");
      return Planted.in(
          Tool.class,
          new Tool() {
            @Override
            public ToolDescription description() {
              return description;
            }

            @Override
            public List<ToolMessage> invoke(ToolInvocation invocation) {
              if (!(invocation.parameter("text") instanceof String text)) {
                throw new ToolException("Parameter 'text' must be a text");
              }
              return List.of(new ToolMessage.Text(text + "!"));
            }
          });
    }

    @Override
    protected Map<String, @Nullable Object> goodParameters(InMemoryFileStore store) {
      return Map.of("text", "flood");
    }

    @Override
    protected Map<String, @Nullable Object> badParameters() {
      return Map.of("text", 7);
    }
  }

  static class Nodes extends NodeExecutorContract {
    @Override
    protected NodeExecutorProvider provider() {
      return Planted.in(NodeExecutorProvider.class, new Shouting());
    }

    @Override
    protected Node goodNode() {
      return node("shout", Map.of("mark", "!"));
    }

    @Override
    protected Optional<Node> badNode() {
      return Optional.of(node("shout", Map.of("mark", 7)));
    }

    @Override
    protected void prepare(VariablePool variables) {
      variables.put("start", "text", "flood");
    }
  }

  private static final class Shouting implements NodeExecutorProvider {
    @Override
    public String id() {
      return "shouting";
    }

    @Override
    public Set<String> types() {
      return Set.of("shout");
    }

    @Override
    public NodeExecutor create(Node node, NodeServices services) {
      if (!(node.data().get("mark") instanceof String mark)) {
        throw new InvalidNodeException("Field 'mark' must be a text");
      }
      NodeExecutor executor =
          context ->
              NodeResult.succeeded(
                  Map.of(
                      "text",
                      context
                              .variables()
                              .stored("start", "text")
                              .orElseThrow(() -> new IllegalArgumentException("nothing to shout"))
                              .raw()
                          + mark));
      return Planted.in(NodeExecutor.class, executor);
    }
  }

  /** A provider of a type that opens nothing: the stages open their datasources themselves. */
  private record Provider(DatasourceType type) implements DatasourceProvider {
    private static final CredentialField KEY = new CredentialField("key", true, true, "A key");

    @Override
    public String id() {
      return "planted";
    }

    @Override
    public List<CredentialField> credentialFields() {
      return type == DatasourceType.ONLINE_DOCUMENT ? List.of(KEY) : List.of();
    }

    @Override
    public Datasource open(DatasourceContext context) {
      throw new UnsupportedOperationException("the stage opens it");
    }
  }

  private static DatasourceProvider provider(DatasourceType type) {
    return Planted.in(DatasourceProvider.class, new Provider(type));
  }

  private static void refuseUnknown(DatasourceItem item) {
    if (item.credentialId() != null) {
      throw DatasourceException.permanent(
          "No credential '%s'".formatted(item.credentialId()), null);
    }
  }

  /** Waits until its thread is interrupted. */
  private static void hang() {
    try {
      var unused = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw DatasourceException.retriable("Nobody answered", null);
  }

  static class Documents extends OnlineDocumentContract {
    @Override
    protected DatasourceProvider provider() {
      return Stages.provider(DatasourceType.ONLINE_DOCUMENT);
    }

    @Override
    protected OnlineDocumentDatasource open() {
      OnlineDocumentDatasource wiki =
          (OnlineDocumentDatasource)
              new InMemoryDocuments("wiki").page("flood", "Close it.").open(context());
      return Planted.in(
          OnlineDocumentDatasource.class,
          new OnlineDocumentDatasource() {
            @Override
            public Stream<PageInfo> pages(PagesRequest request) {
              return wiki.pages(request);
            }

            @Override
            public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
              refuseUnknown(item);
              if (item.pageId().equals("never")) {
                hang();
              }
              return wiki.content(item);
            }
          });
    }

    @Override
    protected DatasourceItem.OnlineDocument goodItem() {
      return InMemoryDocuments.item("flood");
    }

    @Override
    protected DatasourceItem.OnlineDocument unknownItem() {
      return InMemoryDocuments.item("drought");
    }

    @Override
    protected Optional<DatasourceItem.OnlineDocument> itemThatIsNeverAnswered() {
      return Optional.of(InMemoryDocuments.item("never"));
    }
  }

  static class LocalFiles extends LocalFileContract {
    private final InMemoryFileStore files = new InMemoryFileStore();

    @Override
    protected DatasourceProvider provider() {
      return Stages.provider(DatasourceType.LOCAL_FILE);
    }

    @Override
    protected LocalFileDatasource open() {
      return Planted.in(
          LocalFileDatasource.class,
          (LocalFileDatasource) new UploadedFiles().open(context(files)));
    }

    @Override
    protected DatasourceItem.LocalFile goodItem() throws IOException {
      String reference =
          String.valueOf(
              files
                  .save(NewFile.upload("a.md", null), new ByteArrayInputStream(new byte[] {'a'}))
                  .reference());
      return new DatasourceItem.LocalFile(reference, "a.md", Map.of());
    }

    @Override
    protected DatasourceItem.LocalFile badItem() {
      return new DatasourceItem.LocalFile("no-upload", "a.md", Map.of());
    }
  }

  static class Sites extends WebsiteCrawlContract {
    @Override
    protected DatasourceProvider provider() {
      return Stages.provider(DatasourceType.WEBSITE_CRAWL);
    }

    @Override
    protected WebsiteCrawlDatasource open() {
      return Planted.in(
          WebsiteCrawlDatasource.class,
          (WebsiteCrawlDatasource)
              new InMemorySite("site")
                  .page("https://mill.test/", "Home")
                  .page("https://mill.test/a", "A")
                  .page("https://mill.test/b", "B")
                  .open(context()));
    }

    @Override
    protected DatasourceItem.WebPage goodItem() {
      return InMemorySite.item("https://mill.test/a");
    }

    @Override
    protected DatasourceItem.WebPage unreachableItem() {
      return InMemorySite.item("https://mill.test/nowhere");
    }

    @Override
    protected Map<String, Object> crawlOfTwo() {
      return Map.of("url", "https://mill.test/", "limit", 2);
    }
  }

  static class Drives extends OnlineDriveContract {
    @Override
    protected DatasourceProvider provider() {
      return Stages.provider(DatasourceType.ONLINE_DRIVE);
    }

    @Override
    protected OnlineDriveDatasource open() {
      return Planted.in(
          OnlineDriveDatasource.class,
          (OnlineDriveDatasource)
              new InMemoryDrive("drive")
                  .file("a/1.md", "1")
                  .file("a/2.md", "2")
                  .file("a/b/3.md", "3")
                  .open(context()));
    }

    @Override
    protected DatasourceItem.DriveFile folder() {
      return InMemoryDrive.item("a/");
    }

    @Override
    protected DatasourceItem.DriveFile unknownFile() {
      return InMemoryDrive.item("a/none.md");
    }
  }
}
