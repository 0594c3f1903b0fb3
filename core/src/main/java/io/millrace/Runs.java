package io.millrace;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceItems;
import io.millrace.datasource.DatasourceType;
import io.millrace.engine.EngineThreads;
import io.millrace.engine.WalkLimits;
import io.millrace.engine.WarningLog;
import io.millrace.error.MillraceException;
import io.millrace.event.EventBus;
import io.millrace.graph.GraphException;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.model.ModelId;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import io.millrace.pipeline.InvalidInputsException;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineInputs;
import io.millrace.pipeline.PipelineNode;
import io.millrace.pipeline.ResolvedInputs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks requests whole before anything is stored, starts runs, and knows those under way. */
final class Runs {
  private final EngineServices services;
  private final EngineThreads threads;
  private final EventBus bus;
  private final WalkLimits limits;
  private final int maxItemsInFlight;
  private final Clock clock;
  private final Supplier<String> ids;
  private final Pipelines pipelines;
  private final @Nullable KnowledgeBases bases;
  private final TechniqueSwitch techniqueSwitch;
  private final Set<RunExecution> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Runs(
      Plugins plugins,
      EngineServices services,
      EngineThreads threads,
      EventBus bus,
      WalkLimits limits,
      int maxItemsInFlight,
      Clock clock,
      Supplier<String> ids) {
    this.services = services;
    this.threads = threads;
    this.bus = bus;
    this.limits = limits;
    this.maxItemsInFlight = maxItemsInFlight;
    this.clock = clock;
    this.ids = ids;
    this.techniqueSwitch = new TechniqueSwitch(services, clock);
    this.pipelines = new Pipelines(plugins, services);
    this.bases =
        services.knowledge().map(store -> new KnowledgeBases(store, clock, ids)).orElse(null);
  }

  /** Starts a run and returns at once. */
  RunExecution start(RunRequest request) {
    RunExecution run = open(request);
    run.launch();
    return run;
  }

  /** Starts a run and does of it on the calling thread what can be done there. */
  RunExecution startHere(RunRequest request) {
    RunExecution run = open(request);
    run.launchHere();
    return run;
  }

  private RunExecution open(RunRequest request) {
    if (closed) {
      throw new MillraceException("This engine is closed; make another");
    }
    List<String> problems = new ArrayList<>();
    Pipeline pipeline = request.pipeline();
    List<DatasourceItem> items = items(request, problems);
    PipelineNode start = startNode(request, problems);
    Pipelines.Compiled compiled = compile(pipeline, problems);
    int root = start == null || compiled == null ? -1 : root(compiled, start.id(), problems);
    ResolvedInputs inputs = start == null ? null : inputs(request, start.id(), problems);
    KnowledgeStore store = services.knowledge().orElse(null);
    if (request.published() && store == null) {
      problems.add(
          "A published run needs a knowledge store: call store() on the engine's builder, or make"
              + " it a draft run");
    }
    if (!problems.isEmpty() || compiled == null || start == null || inputs == null) {
      throw new InvalidRequestException(problems);
    }
    KnowledgeBases.Target target =
        request.published() && bases != null ? base(bases, request, pipeline) : null;
    DocumentSource source = source(request, target == null ? null : target.base(), store);
    SecretMask mask = SecretMask.of(pipeline.environmentVariables());
    String taskId = ids.get();
    String runId = ids.get();
    RunSetup setup =
        new RunSetup(
            taskId,
            runId,
            compiled.id(),
            compiled.workflowId(),
            Batches.next(clock, ids),
            request.user(),
            request.published(),
            request.datasourceType(),
            compiled.plan(),
            start.id(),
            root,
            inputs,
            pipeline.environmentVariables(),
            mask,
            new WarningLog(mask::text),
            target == null ? null : target.base(),
            request.published() ? store : null,
            preparation(target),
            new ItemSource(items, datasource(start)),
            items.size(),
            request.registeredFirst(),
            source,
            request::metadata,
            maxItemsInFlight,
            limits,
            threads,
            clock,
            ids,
            underWay::remove);
    RunExecution run = new RunExecution(setup, bus.open(taskId, runId, clock));
    underWay.add(run);
    return run;
  }

  KnowledgeBase knowledgeBase(Pipeline pipeline, @Nullable String nameOrId) {
    if (bases == null) {
      throw new KnowledgeException(
          "This engine has no knowledge store. Call store() on its builder");
    }
    return bases.of(pipeline, nameOrId, false).base();
  }

  private static List<DatasourceItem> items(RunRequest request, List<String> problems) {
    List<DatasourceItem> items = new ArrayList<>();
    List<Map<String, Object>> entries = request.entries();
    for (int i = 0; i < entries.size(); i++) {
      String place = "datasource_info_list[" + i + "].";
      DatasourceItem item =
          DatasourceItems.parse(
              request.datasourceType(), entries.get(i), problem -> problems.add(place + problem));
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private static @Nullable PipelineNode startNode(RunRequest request, List<String> problems) {
    DatasourceType type = request.datasourceType();
    List<PipelineNode> nodes = request.pipeline().datasourceNodes();
    String wanted = request.startNodeId();
    List<PipelineNode> fitting =
        nodes.stream()
            .filter(node -> type.wireName().equals(node.data().get("provider_type")))
            .filter(node -> wanted == null || node.id().equals(wanted))
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    List<String> choices =
        nodes.stream()
            .map(
                node ->
                    "%s (%s, %s)"
                        .formatted(node.id(), node.title(), node.data().get("provider_type")))
            .toList();
    if (wanted == null) {
      problems.add(
          "start_node_id is required: the pipeline has %d datasource nodes of type %s. Choose one of %s"
              .formatted(fitting.size(), type.wireName(), choices));
    } else if (request.pipeline().node(wanted).isEmpty()) {
      problems.add(
          "Root node id %s not found in the graph. Choose one of %s".formatted(wanted, choices));
    } else if (request.pipeline().node(wanted).filter(nodes::contains).isEmpty()) {
      problems.add(
          "[INVALID_ROOT] Root node '%s' must declare execution type 'root'. Choose one of %s"
              .formatted(wanted, choices));
    } else {
      problems.add(
          "Node %s is not a datasource node of type %s. Choose one of %s"
              .formatted(wanted, type.wireName(), choices));
    }
    return null;
  }

  private Pipelines.@Nullable Compiled compile(Pipeline pipeline, List<String> problems) {
    try {
      return pipelines.compile(pipeline);
    } catch (GraphException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static int root(Pipelines.Compiled compiled, String start, List<String> problems) {
    try {
      int root = compiled.plan().root(start);
      compiled.plan().requireRunnable(root);
      return root;
    } catch (GraphException | InvalidNodeException e) {
      problems.add(String.valueOf(e.getMessage()));
      return -1;
    }
  }

  private static @Nullable ResolvedInputs inputs(
      RunRequest request, String start, List<String> problems) {
    try {
      return PipelineInputs.of(request.pipeline(), start).resolve(request.inputs());
    } catch (InvalidInputsException e) {
      problems.addAll(e.errors());
      return null;
    }
  }

  /** Returns where the document came from that is to get a new version, or {@code null}. */
  private static @Nullable DocumentSource source(
      RunRequest request, @Nullable KnowledgeBase base, @Nullable KnowledgeStore store) {
    String id = request.documentId();
    if (id == null || base == null || store == null) {
      return null;
    }
    if (request.entries().size() != 1) {
      throw new InvalidRequestException(
          List.of("A new version of one document is made of one item, not of several"));
    }
    return store
        .document(base.id(), id)
        .map(Document::source)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    List.of("Knowledge base '%s' has no document %s".formatted(base.name(), id))));
  }

  private static KnowledgeBases.Target base(
      KnowledgeBases bases, RunRequest request, Pipeline pipeline) {
    try {
      return bases.of(pipeline, request.knowledgeBase(), request.keepsRetrieval());
    } catch (KnowledgeException | InvalidNodeException e) {
      throw new InvalidRequestException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private Consumer<BooleanSupplier> preparation(KnowledgeBases.@Nullable Target target) {
    ModelId upgrade = target == null ? null : target.upgrade();
    if (target == null || upgrade == null) {
      return cancelled -> {};
    }
    return cancelled -> techniqueSwitch.perform(target.base().id(), upgrade, cancelled);
  }

  /** A missing provider is the datasource node's error to report, for each item. */
  private @Nullable Datasource datasource(PipelineNode start) {
    Settings settings = Settings.of(start.data());
    return services
        .datasource(
            DatasourceType.of(settings.string("provider_type")),
            settings.string("provider_name", ""))
        .orElse(null);
  }

  /** Waits for runs under way, stops those that are left after {@code grace}. */
  void close(Duration grace) {
    closed = true;
    if (!await(grace)) {
      underWay.forEach(RunExecution::cancel);
      await(Duration.ofSeconds(5));
    }
  }

  private boolean await(Duration time) {
    CompletableFuture<?>[] results =
        underWay.stream().map(RunExecution::result).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(results).get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
