package io.millrace;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.engine.EngineThreads;
import io.millrace.engine.ExecutionPlan;
import io.millrace.engine.WalkContext;
import io.millrace.engine.WalkLimits;
import io.millrace.engine.WalkListener;
import io.millrace.engine.WalkResult;
import io.millrace.engine.WarningLog;
import io.millrace.event.ItemOutcome;
import io.millrace.event.RunStatus;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.node.RunInfo;
import io.millrace.pipeline.EnvironmentVariable;
import io.millrace.pipeline.ResolvedInputs;
import io.millrace.variable.VariablePool;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run's facts, checked and fixed before it begins.
 *
 * @param root index of the node that walks start at
 * @param base where results go, or {@code null} for a draft run
 * @param store where documents are kept, or {@code null} for a draft run
 * @param mask hides the environment's secrets
 * @param preparation what must be done before the first item begins; is told how to ask whether the
 *     run was stopped
 * @param entryCount how many entries were sent, before folders are expanded
 * @param registeredFirst how many items are found and registered before the first event
 * @param original where the document came from that the one item is a new version of, or {@code
 *     null}
 * @param metadata gives the fields that an item's document gets
 * @param onEnd told once the run has ended
 */
record RunSetup(
    String taskId,
    String runId,
    String pipelineId,
    String workflowId,
    String batch,
    String user,
    boolean published,
    DatasourceType datasourceType,
    ExecutionPlan plan,
    String startNodeId,
    int root,
    ResolvedInputs inputs,
    List<EnvironmentVariable> environment,
    SecretMask mask,
    WarningLog warningLog,
    @Nullable KnowledgeBase base,
    @Nullable KnowledgeStore store,
    Consumer<BooleanSupplier> preparation,
    ItemSource items,
    int entryCount,
    int registeredFirst,
    @Nullable DocumentSource original,
    Function<DatasourceItem, Map<String, Object>> metadata,
    int maxItemsInFlight,
    WalkLimits limits,
    EngineThreads threads,
    Clock clock,
    Supplier<String> ids,
    Consumer<RunExecution> onEnd) {

  /** Registers items as documents, in one step; none in a draft run. */
  List<Document> register(List<ItemSource.Found> found) {
    if (store == null || base == null) {
      return List.of();
    }
    return store.register(
        base.id(),
        found.stream()
            .map(ItemSource.Found::item)
            .map(
                item ->
                    new DocumentRegistration(
                        source(item), item.name(), batch, metadata.apply(item)))
            .toList());
  }

  /** A new version keeps the identity of the document, wherever its content comes from now. */
  private DocumentSource source(DatasourceItem item) {
    return original == null
        ? new DocumentSource(item.type().wireName(), item.identity(), item.entry())
        : new DocumentSource(original.type(), original.identity(), item.entry());
  }

  /** Returns the values that an item's walk begins with (spec/03 §4.4, §6). */
  VariablePool pool(RunItem item) {
    VariablePool pool = new VariablePool();
    SystemVariables.of(this, item).forEach((name, value) -> pool.put("sys", name, value));
    inputs.byOwner().forEach((owner, values) -> pool.put("rag", owner, values));
    inputs.values().forEach((name, value) -> pool.put(startNodeId, name, value));
    for (EnvironmentVariable variable : environment) {
      pool.put("env", variable.name(), EnvironmentValues.of(variable));
    }
    return pool;
  }

  WalkContext context(RunItem item, WalkListener listener) {
    RunInfo info =
        new RunInfo(
            runId,
            published,
            base == null ? null : base.id(),
            item.documentId(),
            item.item(),
            batch);
    return new WalkContext(plan, listener, threads, info, limits, clock, ids, warningLog);
  }

  /** Brings an item's document to its terminal state and returns how the item ended. */
  ItemOutcome settle(RunItem item, @Nullable WalkContext context, WalkResult how) {
    RunStatus status = how.status();
    String error = how.error() != null && how.error().isEmpty() ? "Unknown error" : how.error();
    error = mask.textOrNull(error);
    boolean indexed = context != null && context.outputs().containsKey("document_id");
    if (status == RunStatus.SUCCEEDED && published && !indexed) {
      status = RunStatus.FAILED;
      error =
          "The pipeline ended without reaching its knowledge-index node: nothing was stored for"
              + " this item";
    } else if (status == RunStatus.SUCCEEDED && context != null && context.exceptions() > 0) {
      status = RunStatus.PARTIAL_SUCCEEDED;
    }
    if (error != null && store != null && base != null && item.documentId() != null && !indexed) {
      store.fail(base.id(), item.documentId(), error);
    }
    return item.outcome(status, error);
  }

  /** Stands for an item that could not even be found. */
  ItemOutcome unknownItem(long index, WalkResult reason) {
    return new ItemOutcome(
        index,
        "untitled",
        datasourceType.wireName(),
        Map.of(),
        null,
        0,
        reason.status(),
        reason.error());
  }

  Map<String, @Nullable Object> createdBy() {
    Map<String, @Nullable Object> account = new LinkedHashMap<>();
    account.put("id", user);
    account.put("name", user);
    account.put("email", "");
    return account;
  }
}
