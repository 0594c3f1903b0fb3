package io.millrace;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.PageRenderer;
import io.millrace.engine.EngineThreads;
import io.millrace.engine.WalkLimits;
import io.millrace.error.MillraceException;
import io.millrace.event.EventBus;
import io.millrace.event.EventBusSettings;
import io.millrace.event.PipelineListener;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.DirectoryFileStore;
import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransportProvider;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.RetrievalResult;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.model.ChatModelProvider;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModelProvider;
import io.millrace.node.BuiltInNodes;
import io.millrace.node.CodeExecutorProvider;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.http.HttpNodes;
import io.millrace.node.model.ModelNodes;
import io.millrace.pipeline.Capabilities;
import io.millrace.pipeline.Pipeline;
import io.millrace.tool.ToolProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs pipelines. One engine serves any number of runs at once; make it once and close it at the
 * end.
 *
 * <pre>{@code
 * try (PipelineEngine engine = PipelineEngine.builder().discover().store(dir).allowFiles(docs).build()) {
 *   RunResult result = engine.run(RunRequest.of(pipeline).file(docs).build());
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class PipelineEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PipelineEngine.class);

  private final EngineThreads threads;
  private final EventBus bus;
  private final EngineServices services;
  private final FileStore fileStore;
  private final @Nullable KnowledgeStore store;
  private final Runs runs;
  private final Searches searches;
  private final EngineCapabilities capabilities;
  private final boolean walksOnCaller;

  private PipelineEngine(Builder builder) {
    Plugins plugins = builder.plugins;
    plugins.add(new BuiltInNodes());
    plugins.add(new ModelNodes());
    plugins.add(new HttpNodes());
    this.store = builder.openKnowledge();
    this.fileStore = builder.openFiles(store);
    this.services =
        new EngineServices(
            plugins,
            fileStore,
            store,
            new DatasourceContext(
                fileStore,
                builder.credentials,
                new LazyTransport(plugins.transport(), builder.egress),
                ImmutableList.copyOf(builder.allowedRoots),
                ImmutableMap.copyOf(builder.datasourceSettings),
                builder.egress,
                plugins.extractor(),
                plugins.renderer()),
            builder.substitutes,
            builder.nodeTimeout);
    this.threads = new EngineThreads(builder.maxThreads);
    this.bus = new EventBus(new EventBusSettings(builder.eventBuffer, builder.subscriberTimeout));
    plugins.listeners().forEach(bus::subscribe);
    builder.listeners.forEach(bus::subscribe);
    this.capabilities = new EngineCapabilities(plugins);
    this.walksOnCaller = builder.walksOnCaller;
    this.searches = new Searches(services);
    this.runs =
        new Runs(
            plugins,
            services,
            threads,
            bus,
            new WalkLimits(builder.maxSteps, builder.maxTime, builder.nodeTimeout),
            builder.maxItemsInFlight,
            builder.clock,
            builder.ids);
  }

  /** Returns an engine with every plugin on the class path and no store: for draft runs. */
  public static PipelineEngine create() {
    return builder().discover().build();
  }

  /** Starts an engine; nothing is found unless asked. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs a pipeline and returns when it has ended and listeners know. An interrupt of the calling
   * thread stops the run.
   *
   * @throws InvalidRequestException if the request cannot be carried out; nothing is stored then
   */
  public RunResult run(RunRequest request) {
    RunExecution run = walksOnCaller ? runs.startHere(request) : runs.start(request);
    try {
      return run.await();
    } catch (InterruptedException e) {
      run.cancel();
      Thread.currentThread().interrupt();
      return run.result().join();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  /**
   * Starts a run and returns at once.
   *
   * @throws InvalidRequestException if the request cannot be carried out; nothing is stored then
   */
  public PipelineRun start(RunRequest request) {
    return runs.start(request);
  }

  /**
   * Tells a listener of every run's events from now on.
   *
   * @return what ends it
   */
  public AutoCloseable subscribe(PipelineListener listener) {
    return bus.subscribe(listener);
  }

  /**
   * Searches a knowledge base.
   *
   * @param knowledgeBase its name or id
   * @param settings how, or {@code null} for the knowledge base's own settings
   * @throws KnowledgeException if there is none of that name
   */
  public RetrievalResult search(
      String knowledgeBase, String query, @Nullable RetrievalSettings settings) {
    return searches.search(knowledgeBase, query, settings);
  }

  /** Searches a knowledge base with its own settings. */
  public RetrievalResult search(String knowledgeBase, String query) {
    return search(knowledgeBase, query, null);
  }

  /** Returns the store of knowledge bases, when the engine has one. */
  public Optional<KnowledgeStore> knowledge() {
    return Optional.ofNullable(store);
  }

  /**
   * Returns the knowledge base that published runs of a pipeline fill: makes it when there is none,
   * and brings its settings to what the pipeline's knowledge-index node says (spec/06 §1).
   *
   * @param nameOrId its name or id, or {@code null} for the pipeline's own name
   * @throws KnowledgeException if what is stored does not fit the pipeline, or the engine has no
   *     store
   */
  public KnowledgeBase knowledgeBase(Pipeline pipeline, @Nullable String nameOrId) {
    return runs.knowledgeBase(pipeline, nameOrId);
  }

  /** Returns all knowledge bases; none without a store. */
  public List<KnowledgeBase> knowledgeBases() {
    return store == null ? List.of() : store.list();
  }

  /** Returns the store of uploads and of what nodes make. */
  public FileStore files() {
    return fileStore;
  }

  /**
   * Makes chunks ready for {@link KnowledgeStore#editSegments}: with keywords or vectors, as the
   * knowledge base wants them.
   *
   * @param chunks any shape that the knowledge base's structure accepts (spec/06 §3)
   * @throws KnowledgeException if they have another shape, or the engine has no store
   * @throws io.millrace.model.ModelException if the embedding model cannot answer
   */
  public List<NewSegment> segments(KnowledgeBase base, Object chunks) {
    return new SegmentMaker(services).make(base, chunks);
  }

  /** Returns the embedding models that are there without being set up, by name. */
  public List<ModelId> embeddingModels() {
    return services.embeddingModels();
  }

  /** Returns an installed datasource, opened for this engine. */
  public Optional<Datasource> datasource(DatasourceType type, String providerName) {
    return services.datasource(type, providerName);
  }

  /** Returns where datasources get their credentials. */
  public CredentialStore credentials() {
    return services.credentials();
  }

  /** Returns what this engine can run, for a {@link io.millrace.pipeline.DegradationReport}. */
  public Capabilities capabilities() {
    return capabilities;
  }

  /** Returns what the engine found, one line a plugin. */
  public List<String> plugins() {
    return capabilities.describe();
  }

  /** Closes with ten seconds for runs under way. */
  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }

  /**
   * Takes no further run, waits for those under way, stops what is left after {@code grace}, and
   * closes everything it opened.
   */
  public void close(Duration grace) {
    runs.close(grace);
    threads.close(Duration.ofSeconds(2));
    bus.close();
    services.close();
    try {
      fileStore.close();
    } catch (IOException e) {
      log.warn("The file store did not close cleanly", e);
    }
    if (store != null) {
      store.close();
    }
  }

  /** Collects an engine's settings; each has a default. */
  public static final class Builder {
    private final Plugins plugins = new Plugins();
    private final List<PipelineListener> listeners = new ArrayList<>();
    private final List<Path> allowedRoots = new ArrayList<>();
    private final Map<String, String> datasourceSettings = new LinkedHashMap<>();
    private final Map<DatasourceType, String> substitutes = new EnumMap<>(DatasourceType.class);
    private CredentialStore credentials = CredentialStore.EMPTY;
    private EgressGate egress = EgressGate.publicOnly();
    private @Nullable Path directory;
    private @Nullable KnowledgeStore knowledge;
    private @Nullable FileStore files;
    private boolean walksOnCaller;
    private int maxThreads = 128;
    private int maxItemsInFlight = 4;
    private int maxSteps = WalkLimits.DEFAULT.maxSteps();
    private Duration maxTime = WalkLimits.DEFAULT.maxTime();
    private Duration nodeTimeout = WalkLimits.DEFAULT.nodeTimeout();
    private int eventBuffer = EventBusSettings.DEFAULT.bufferSize();
    private Duration subscriberTimeout = EventBusSettings.DEFAULT.subscriberTimeout();
    private Clock clock = Clock.system(ZoneId.systemDefault());
    private Supplier<String> ids = new RandomIds();

    private Builder() {}

    /** Adds every plugin that {@link java.util.ServiceLoader} finds on the class path. */
    public Builder discover() {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return discover(context == null ? PipelineEngine.class.getClassLoader() : context);
    }

    /** Adds every plugin that {@link java.util.ServiceLoader} finds with this class loader. */
    public Builder discover(ClassLoader loader) {
      plugins.discover(loader);
      return this;
    }

    /** Adds a datasource. */
    public Builder addDatasource(DatasourceProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds node types. */
    public Builder addNodes(NodeExecutorProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds languages for code nodes. */
    public Builder addCodeLanguages(CodeExecutorProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds tools. */
    public Builder addTools(ToolProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds the extractor; there can be one. */
    public Builder addExtractor(DocumentExtractor extractor) {
      plugins.add(extractor);
      return this;
    }

    /** Adds what shows pages that scripts make; there can be one. */
    public Builder addRenderer(PageRenderer renderer) {
      plugins.add(renderer);
      return this;
    }

    /** Adds embedding models. */
    public Builder addEmbeddings(EmbeddingModelProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds chat models. */
    public Builder addChatModels(ChatModelProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds reranking models. */
    public Builder addRerankModels(RerankModelProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds what sends HTTP calls; there can be one. */
    public Builder addHttp(HttpTransportProvider provider) {
      plugins.add(provider);
      return this;
    }

    /** Adds a listener of all runs. */
    public Builder addListener(PipelineListener listener) {
      listeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Keeps knowledge bases and files in a directory, which is created when missing. Without it
     * there is no knowledge base, and files are kept in memory.
     */
    public Builder store(Path folder) {
      this.directory = requireNonNull(folder, "folder");
      return this;
    }

    /** Keeps knowledge bases in a store of the host's own; the engine closes it. */
    public Builder knowledge(KnowledgeStore store) {
      this.knowledge = requireNonNull(store, "store");
      return this;
    }

    /** Keeps files in a store of the host's own; the engine closes it. */
    public Builder files(FileStore store) {
      this.files = requireNonNull(store, "store");
      return this;
    }

    /** Allows local paths at or below {@code root} to be read; none are by default. */
    public Builder allowFiles(Path root) {
      allowedRoots.add(requireNonNull(root, "root"));
      return this;
    }

    /** Sets where datasources get their credentials; nowhere by default. */
    public Builder credentials(CredentialStore store) {
      this.credentials = requireNonNull(store, "store");
      return this;
    }

    /**
     * Lets datasource nodes of a type read through one provider, whatever provider their pipelines
     * name: to run a pipeline that was drawn with Google Drive over a bucket or a folder. The build
     * fails when there is no such provider.
     */
    public Builder readThrough(DatasourceType type, String provider) {
      substitutes.put(requireNonNull(type, "type"), requireNonNull(provider, "provider"));
      return this;
    }

    /**
     * Sets something that a datasource lets its host set, such as {@code drive.max-file-bytes}; the
     * datasource's documentation lists them.
     */
    public Builder datasourceSetting(String name, String value) {
      datasourceSettings.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets which machines may be reached on behalf of a run; public addresses by default. Websites,
     * drives and calls of http-request nodes all pass it.
     */
    public Builder egress(EgressGate gate) {
      this.egress = requireNonNull(gate, "gate");
      return this;
    }

    /** Sets how many items of a run are processed at once; 4 by default. */
    public Builder maxItemsInFlight(int items) {
      this.maxItemsInFlight = positive("maxItemsInFlight", items);
      return this;
    }

    /**
     * Sets how many nodes run at once where the JDK has no virtual threads; 128 by default. One
     * thread runs them one after another in the order they become ready, on any JDK.
     */
    public Builder maxThreads(int threads) {
      this.maxThreads = positive("maxThreads", threads);
      return this;
    }

    /**
     * Lets {@link PipelineEngine#run} use the calling thread, which waits anyway: it begins the
     * run, walks items, one after another, and calls listeners. False by default. Changing threads
     * costs more than a short walk does, so this is for short runs of nodes and listeners that can
     * be trusted: one that neither ends in time nor answers an interrupt holds the call, though not
     * the run, beyond its deadline. They see the caller's thread-locals.
     */
    public Builder walkOnCaller(boolean allowed) {
      this.walksOnCaller = allowed;
      return this;
    }

    /** Sets how many nodes one item may start; 500 by default. */
    public Builder maxSteps(int steps) {
      this.maxSteps = positive("maxSteps", steps);
      return this;
    }

    /** Sets how long one item may take; 1,200 s by default. */
    public Builder maxTime(Duration time) {
      this.maxTime = positive("maxTime", time);
      return this;
    }

    /** Sets how long one attempt of one node may take; as long as the item by default. */
    public Builder nodeTimeout(Duration time) {
      this.nodeTimeout = positive("nodeTimeout", time);
      return this;
    }

    /** Sets how many events of a run are kept for its subscribers; 8,192 by default. */
    public Builder eventBuffer(int events) {
      this.eventBuffer = positive("eventBuffer", events);
      return this;
    }

    /** Sets how long a run waits in all for one slow subscriber; 30 s by default. */
    public Builder subscriberTimeout(Duration time) {
      this.subscriberTimeout = positive("subscriberTimeout", time);
      return this;
    }

    /** Sets what tells the time of events and documents; the system's clock by default. */
    public Builder clock(Clock source) {
      this.clock = requireNonNull(source, "source");
      return this;
    }

    /**
     * Sets where the ids of runs and executions come from; random UUIDs by default. Every id must
     * be new; called by many threads.
     */
    public Builder ids(Supplier<String> source) {
      this.ids = requireNonNull(source, "source");
      return this;
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be 1 or more, but was " + value);
      }
      return value;
    }

    private static Duration positive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(name + " must be more than zero, but was " + value);
      }
      return value;
    }

    private @Nullable KnowledgeStore openKnowledge() {
      if (knowledge != null || directory == null) {
        return knowledge;
      }
      return plugins
          .store()
          .orElseThrow(
              () ->
                  new MillraceException(
                      "No knowledge store is installed. Add millrace-knowledge-lucene to the class"
                          + " path and call discover(), or pass a store to knowledge()"))
          .open(directory.resolve("knowledge"));
    }

    private FileStore openFiles(@Nullable KnowledgeStore opened) {
      if (files != null) {
        return files;
      }
      try {
        return directory == null
            ? new InMemoryFileStore()
            : DirectoryFileStore.in(directory.resolve("files"));
      } catch (RuntimeException e) {
        if (opened != null) {
          opened.close();
        }
        throw e;
      }
    }

    /**
     * Returns the engine.
     *
     * @throws MillraceException if two plugins claim one id, or the store cannot be opened
     */
    public PipelineEngine build() {
      return new PipelineEngine(this);
    }
  }
}
