package io.millrace;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.error.MillraceException;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import io.millrace.http.HttpTransport;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.model.ChatModel;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.node.CodeExecutor;
import io.millrace.node.CodeExecutorProvider;
import io.millrace.node.NodeServices;
import io.millrace.node.TemplateRenderer;
import io.millrace.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one engine lends to its nodes. */
final class EngineServices implements NodeServices, FileSource {
  private static final Logger log = LoggerFactory.getLogger(EngineServices.class);
  private final LeftThreads leftThreads = new LeftThreads();
  private final ExecutorService helpers =
      Executors.newCachedThreadPool(
          new ThreadFactoryBuilder().setNameFormat("millrace-expand-%d").setDaemon(true).build());
  private final Duration nodeTimeout;
  private final Plugins plugins;
  private final FileStore fileStore;
  private final @Nullable KnowledgeStore store;
  private final @Nullable Indexer indexer;
  private final DatasourceContext datasourceContext;
  private final ImmutableMap<DatasourceType, String> substitutes;
  private final Map<DatasourceProvider, Datasource> opened = new ConcurrentHashMap<>();
  private final Map<String, CodeExecutor> codeExecutors = new ConcurrentHashMap<>();

  EngineServices(
      Plugins plugins,
      FileStore fileStore,
      @Nullable KnowledgeStore store,
      DatasourceContext datasourceContext,
      Map<DatasourceType, String> substitutes,
      Duration nodeTimeout) {
    this.plugins = plugins;
    this.nodeTimeout = nodeTimeout;
    this.fileStore = fileStore;
    this.store = store;
    this.indexer = store == null ? null : new Indexer(store, fileStore);
    this.datasourceContext = datasourceContext;
    this.substitutes = ImmutableMap.copyOf(substitutes);
    substitutes.forEach(this::requireProvider);
  }

  @Override
  public FileSource files() {
    return this;
  }

  @Override
  public Optional<FileRef> find(String reference) {
    for (FileSource source : sources()) {
      Optional<FileRef> found = source.find(reference);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The first source that knows the reference opens it; the file store is asked first. */
  @Override
  public InputStream open(FileRef file) throws IOException {
    String reference = file.reference();
    if (reference == null) {
      throw new IOException("Missing URL for remote file");
    }
    for (FileSource source : sources()) {
      if (source.find(reference).isPresent()) {
        return source.open(file);
      }
    }
    throw new java.nio.file.NoSuchFileException(
        reference, null, "no file store or datasource has it");
  }

  private List<FileSource> sources() {
    List<FileSource> sources = new java.util.ArrayList<>();
    sources.add(fileStore);
    for (Datasource datasource : opened.values()) {
      if (datasource instanceof LocalFileDatasource local) {
        sources.add(local.files());
      }
    }
    return sources;
  }

  @Override
  public FileStore fileStore() {
    return fileStore;
  }

  @Override
  public HttpTransport http() {
    return datasourceContext.http();
  }

  @Override
  public Optional<DocumentExtractor> extractor() {
    return plugins.extractor();
  }

  @Override
  public Optional<Tool> tool(String providerId, String toolName) {
    return plugins.tool(providerId, toolName);
  }

  @Override
  public Optional<Datasource> datasource(DatasourceType type, String providerName) {
    String name = substitutes.getOrDefault(type, providerName);
    DatasourceProvider provider = plugins.datasources().get(type.wireName() + "/" + name);
    return provider == null
        ? Optional.empty()
        : Optional.of(opened.computeIfAbsent(provider, this::open));
  }

  private Datasource open(DatasourceProvider provider) {
    Containment opening = containment(provider, provider.getClass());
    Datasource datasource = opening.call("open", () -> provider.open(datasourceContext));
    if (!isOf(provider.type(), datasource)) {
      throw opening.defect(
          "says it is of type %s, but opened a %s"
              .formatted(provider.type().wireName(), datasource.getClass().getName()),
          null);
    }
    return ContainedDatasources.of(datasource, containment(provider, datasource.getClass()));
  }

  private static boolean isOf(DatasourceType type, Datasource datasource) {
    return (type == DatasourceType.LOCAL_FILE && datasource instanceof LocalFileDatasource)
        || (type == DatasourceType.ONLINE_DOCUMENT
            && datasource instanceof OnlineDocumentDatasource)
        || (type == DatasourceType.WEBSITE_CRAWL && datasource instanceof WebsiteCrawlDatasource)
        || (type == DatasourceType.ONLINE_DRIVE && datasource instanceof OnlineDriveDatasource);
  }

  private Containment containment(DatasourceProvider provider, Class<?> plugin) {
    return new Containment(provider.id(), plugin, helpers, nodeTimeout.toMillis());
  }

  private void requireProvider(DatasourceType type, String name) {
    String prefix = type.wireName() + "/";
    if (!plugins.datasources().containsKey(prefix + name)) {
      throw new MillraceException(
          "No datasource '%s' of type %s is installed. Installed: %s"
              .formatted(
                  name,
                  type.wireName(),
                  plugins.datasources().keySet().stream()
                      .filter(id -> id.startsWith(prefix))
                      .map(id -> id.substring(prefix.length()))
                      .sorted()
                      .toList()));
    }
  }

  @Override
  public Optional<KnowledgeStore> knowledge() {
    return Optional.ofNullable(store);
  }

  @Override
  public Optional<Indexer> indexer() {
    return Optional.ofNullable(indexer);
  }

  @Override
  public KnowledgeBase rememberVectorModel(KnowledgeBase base, EmbeddingModel model) {
    if (store == null || base.vectorModel() != null) {
      return base;
    }
    return store.change(
        base.id(),
        current ->
            current.vectorModel() == null
                ? current.withVectorModel(
                    new KnowledgeBase.VectorModel(model.id(), model.dimension()))
                : current);
  }

  @Override
  public ResolvedEmbedding embedding(ModelId id) {
    for (EmbeddingModelProvider provider : plugins.embeddings().values()) {
      Optional<EmbeddingModel> model = provider.model(id);
      if (model.isPresent()) {
        return new ResolvedEmbedding(ContainedModels.of(model.get()), false);
      }
    }
    for (EmbeddingModelProvider provider : plugins.embeddings().values()) {
      Optional<EmbeddingModel> substitute = provider.substitute();
      if (substitute.isPresent()) {
        return new ResolvedEmbedding(ContainedModels.of(substitute.get()), true);
      }
    }
    throw ModelException.permanent(
        "No Embedding Model available: no provider is installed for '"
            + id
            + "'. Add millrace-model-langchain4j to the class path, or pass an"
            + " EmbeddingModelProvider to the engine's builder",
        null);
  }

  @Override
  public ChatModel chatModel(ModelId id) {
    return plugins.chatModels().values().stream()
        .flatMap(provider -> provider.chatModel(id).stream())
        .findFirst()
        .map(ContainedModels::of)
        .orElseThrow(
            () ->
                ModelException.permanent(
                    "Model '"
                        + id
                        + "' is not set up: "
                        + (plugins.chatModels().isEmpty()
                            ? "no provider of chat models is installed. Add"
                                + " millrace-model-langchain4j to the class path, or pass a"
                                + " ChatModelProvider to the engine's builder"
                            : "none of the providers "
                                + plugins.chatModels().keySet()
                                + " knows it. Map its name to a model there"),
                    null));
  }

  @Override
  public Optional<RerankModel> rerankModel(ModelId id) {
    return plugins.rerankModels().values().stream()
        .flatMap(provider -> provider.rerankModel(id).stream())
        .findFirst()
        .map(ContainedModels::of);
  }

  @Override
  public Optional<TemplateRenderer> templateRenderer() {
    return plugins.templateRenderer();
  }

  @Override
  public Optional<CodeExecutor> codeExecutor(String language) {
    CodeExecutorProvider provider = plugins.codeLanguages().get(language);
    return provider == null
        ? Optional.empty()
        : Optional.of(codeExecutors.computeIfAbsent(language, provider::open));
  }

  List<ModelId> embeddingModels() {
    return plugins.embeddings().values().stream()
        .flatMap(provider -> provider.substitute().stream())
        .map(EmbeddingModel::id)
        .toList();
  }

  CredentialStore credentials() {
    return datasourceContext.credentials();
  }

  void close() {
    codeExecutors.values().forEach(code -> close(code, code::close));
    opened.values().forEach(datasource -> close(datasource, datasource::close));
    close(datasourceContext.http(), datasourceContext.http()::close);
    plugins.extractor().ifPresent(extractor -> close(extractor, extractor::close));
    plugins.renderer().ifPresent(renderer -> close(renderer, renderer::close));
    helpers.shutdownNow();
    leftThreads.report(plugins.all());
  }

  /** A plugin that does not close keeps no other from it. */
  private static void close(Object plugin, Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      String who = e instanceof MillraceException ? "A plugin" : plugin.getClass().getName();
      log.warn("{} did not close: {}", who, e.getMessage(), e);
    }
  }
}
