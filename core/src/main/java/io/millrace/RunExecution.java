package io.millrace;

import io.millrace.engine.EngineThreads;
import io.millrace.engine.GraphWalk;
import io.millrace.engine.WalkContext;
import io.millrace.engine.WalkResult;
import io.millrace.error.MillraceException;
import io.millrace.event.EventHeader.ItemTag;
import io.millrace.event.EventStream;
import io.millrace.event.ItemOutcome;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineEvent.Totals;
import io.millrace.event.RunStatus;
import io.millrace.knowledge.Document;
import io.millrace.node.InputSubmission;
import io.millrace.node.PendingInput;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: finds its items, walks the graph once for each, at most so many at once, and ends when
 * all have ended. Nobody waits for it: whoever ends an item rings {@link #pump}, whose one caller
 * starts the next.
 */
final class RunExecution implements PipelineRun {
  private static final Logger log = LoggerFactory.getLogger(RunExecution.class);

  /** Registering is one durable step, however many: it costs the same for a few as for one. */
  private static final int REGISTERED_AT_ONCE = 16;

  private static final long PULL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final RunSetup setup;
  private final EventStream stream;
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();

  /** The same for {@link #await}, on which nobody can hang anything slow. */
  private final CompletableFuture<RunResult> awaited = new CompletableFuture<>();

  private final Outcomes outcomes = new Outcomes();
  private final AtomicInteger rings = new AtomicInteger();
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicInteger exceptions = new AtomicInteger();
  private final Instant startedAt;
  private final RunPauses pauses;

  // guarded by this
  private final Set<GraphWalk> walks = new HashSet<>();
  private final Queue<RunItem> ready = new ArrayDeque<>();
  private Map<String, @Nullable Object> outputs = Map.of();
  private @Nullable WalkResult stop;
  private long known;
  private int inFlight;
  private boolean exhausted;
  private boolean ended;
  private boolean asked;

  // only touched by pump's one caller
  private boolean announced;
  private boolean several;

  /** The threads that walk items, each with what it will go on with. */
  private final Map<Thread, Walker> walkers = new ConcurrentHashMap<>();

  /** The thread of the caller, where that is lent to the run. */
  private volatile @Nullable Thread caller;

  RunExecution(RunSetup setup, EventStream stream) {
    this.setup = setup;
    this.stream = stream;
    this.startedAt = setup.clock().instant();
    this.pauses = new RunPauses(setup, stream, startedAt);
  }

  /** Begins on a worker thread. */
  void launch() {
    if (!setup.threads().execute(this::begin)) {
      cancel();
      pump();
    }
  }

  /**
   * Begins on the calling thread, and tells listeners there too; returns when it can do no more.
   */
  void launchHere() {
    caller = Thread.currentThread();
    stream.beginHelping();
    try {
      begin();
    } finally {
      stream.endHelping();
    }
  }

  private void begin() {
    walk(this::pump);
  }

  /**
   * Makes the calling thread a walker, which goes on with an item that it found: a change of
   * threads outlasts short walks.
   */
  private void walk(Runnable first) {
    Walker walker = new Walker(first);
    walkers.put(Thread.currentThread(), walker);
    try {
      walker.run();
    } finally {
      walkers.remove(Thread.currentThread());
      Runnable left = walker.next;
      if (left != null) { // what the virtual machine broke off is no reason to wait for ever
        execute(() -> walk(left));
      }
    }
  }

  /** Gives the calling thread the next item, if it is a walker that nobody else waits for. */
  private boolean goesOn(Runnable walk) {
    Walker walker = walkers.get(Thread.currentThread());
    return walker != null && walker.take(walk, setup.threads());
  }

  /** What one thread does for the run; only touched by that thread. */
  private static final class Walker {
    private @Nullable Runnable next;
    private boolean fresh = true;

    Walker(Runnable first) {
      this.next = first;
    }

    void run() {
      for (Runnable todo = next; todo != null; todo = next) {
        next = null;
        todo.run();
      }
    }

    /** Where others wait for threads, a run has one for no more than an item at a time. */
    boolean take(Runnable walk, EngineThreads threads) {
      if (next != null || (!fresh && threads.areWanted())) {
        return false;
      }
      fresh = false;
      next = walk;
      return true;
    }
  }

  private void pump() {
    if (rings.getAndIncrement() != 0) {
      return;
    }
    do {
      try {
        startItems();
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    } while (rings.decrementAndGet() != 0);
  }

  private void startItems() {
    if (!announced) {
      announce();
      prepare();
    }
    for (RunItem item = nextItem(); item != null; item = nextItem()) {
      start(item);
    }
    synchronized (this) {
      if (ended || inFlight > 0 || !ready.isEmpty() || !exhausted) {
        return;
      }
      ended = true;
    }
    finish();
  }

  /** Looks two items ahead or more: a run of one item has exactly the documented form. */
  private void announce() {
    announced = true;
    List<ItemSource.Found> first = pull(setup.registeredFirst(), Long.MAX_VALUE);
    several = first.size() > 1 || setup.entryCount() > 1;
    register(first);
    RunItem only = several ? null : ready.peek();
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(setup.inputs().values());
    SystemVariables.of(setup, only).forEach((name, value) -> shown.put("sys." + name, value));
    stream.publish(
        null,
        header ->
            new PipelineEvent.WorkflowStarted(header, setup.workflowId(), setup.mask().map(shown)));
  }

  private void prepare() {
    try {
      setup.preparation().accept(this::stopped);
    } catch (MillraceException e) {
      stop(new WalkResult(RunStatus.FAILED, e.getMessage(), ""));
    }
  }

  private synchronized boolean stopped() {
    return stop != null;
  }

  /** Pulls up to {@code count} items; of a slow source, only what it gave in time, but one. */
  private List<ItemSource.Found> pull(int count, long nanos) {
    List<ItemSource.Found> found = new ArrayList<>();
    long begun = System.nanoTime();
    while (found.size() < count && (found.isEmpty() || System.nanoTime() - begun < nanos)) {
      ItemSource.Found next = setup.items().next();
      if (next == null) {
        synchronized (this) {
          exhausted = true;
        }
        break;
      }
      found.add(next);
    }
    return found;
  }

  private @Nullable RunItem nextItem() {
    synchronized (this) {
      if (stop != null) {
        exhausted = true;
      } else if (inFlight >= setup.maxItemsInFlight()) {
        return null;
      }
    }
    if (ready.isEmpty() && !exhausted) {
      register(pull(Math.max(REGISTERED_AT_ONCE, setup.maxItemsInFlight()), PULL_NANOS));
    }
    synchronized (this) {
      RunItem item = ready.poll();
      if (item != null) {
        inFlight++;
      }
      return item;
    }
  }

  private void register(List<ItemSource.Found> found) {
    if (found.isEmpty()) {
      return;
    }
    List<Document> documents = List.of();
    String problem = null;
    try {
      documents = setup.register(found);
    } catch (MillraceException e) {
      problem = e.getMessage();
    }
    synchronized (this) {
      for (int i = 0; i < found.size(); i++) {
        ItemSource.Found item = found.get(i);
        Document document = documents.isEmpty() ? null : documents.get(i);
        String error = item.error() == null ? problem : item.error();
        ready.add(new RunItem(known++, item.item(), error, document));
      }
    }
  }

  private void start(RunItem item) {
    ItemTag tag = several ? new ItemTag(item.index(), item.documentId()) : null;
    if (item.error() != null) {
      ended(item, tag, null, new WalkResult(RunStatus.FAILED, item.error(), ""), null);
      return;
    }
    WalkContext[] own = new WalkContext[1];
    WalkContext context =
        setup.context(
            item, new RunPublisher(stream, tag, setup.mask(), pauses.of(item, tag, () -> own[0])));
    own[0] = context;
    GraphWalk[] self = new GraphWalk[1];
    GraphWalk walk =
        new GraphWalk(context, setup.pool(item), how -> ended(item, tag, context, how, self[0]));
    self[0] = walk;
    WalkResult reason;
    synchronized (this) {
      walks.add(walk);
      reason = stop;
    }
    if (reason != null) {
      walk.abort(reason);
    } else if (!goesOn(() -> walkHere(walk, context))
        && !setup.threads().execute(() -> walk(() -> walkHere(walk, context)))) {
      walk.abort(GraphWalk.stopped("the engine was closed"));
    }
  }

  private void walkHere(GraphWalk walk, WalkContext context) {
    if (Thread.currentThread() == caller) {
      context.lend(this::cancel);
    }
    walk.start(setup.root());
  }

  private void ended(
      RunItem item,
      @Nullable ItemTag tag,
      @Nullable WalkContext context,
      WalkResult how,
      @Nullable GraphWalk walk) {
    ItemOutcome outcome;
    try {
      outcome = setup.settle(item, context, how);
    } catch (RuntimeException e) {
      log.error("Run {} could not record how item {} ended", runId(), item.index(), e);
      outcome = item.outcome(RunStatus.FAILED, String.valueOf(e.getMessage()));
    }
    ItemOutcome finalOutcome = outcome;
    outcomes.add(outcome);
    if (context != null) {
      tokens.addAndGet(context.tokens());
      steps.addAndGet(context.steps());
      exceptions.addAndGet(context.exceptions());
    }
    stream.publish(tag, header -> new PipelineEvent.ItemFinished(header, finalOutcome));
    synchronized (this) {
      inFlight--;
      if (walk != null) {
        walks.remove(walk);
      }
      if (context != null && !context.outputs().isEmpty()) {
        outputs = setup.mask().map(context.outputs());
      }
    }
    pump();
  }

  private void finish() {
    setup.items().close();
    RunResult.Counts counts = outcomes.counts();
    RunStatus status = counts.total() == 0 && stop != null ? RunStatus.STOPPED : outcomes.status();
    String error = status == RunStatus.SUCCEEDED ? null : errorText(status);
    Map<String, @Nullable Object> lastOutputs;
    synchronized (this) {
      lastOutputs = outputs;
    }
    RunResult ran =
        new RunResult(
            taskId(),
            runId(),
            setup.workflowId(),
            status,
            lastOutputs,
            error,
            startedAt,
            setup.clock().instant(),
            new Totals(tokens.get(), steps.get(), exceptions.get()),
            setup.batch(),
            setup.base(),
            counts,
            outcomes.list());
    stream.publish(null, header -> ran.lastEvent(header, setup.createdBy(), several));
    stream.complete();
    setup.onEnd().accept(this);
    var unused =
        stream
            .delivered()
            .whenComplete(
                (done, problem) -> {
                  awaited.complete(ran);
                  complete(ran);
                });
  }

  /** What hangs on the result runs on a worker thread: a listener may need this one. */
  private void complete(RunResult ran) {
    synchronized (this) {
      if (!asked) {
        boolean unused = result.complete(ran); // nothing hangs on it yet
        return;
      }
    }
    execute(() -> result.complete(ran));
  }

  private void execute(Runnable task) {
    if (!setup.threads().execute(task)) {
      task.run();
    }
  }

  /** In a run of one item its error is the run's; handled failures of it are none. */
  private @Nullable String errorText(RunStatus status) {
    RunResult.Counts counts = outcomes.counts();
    if (!several) {
      return outcomes.firstError();
    }
    return status == RunStatus.PARTIAL_SUCCEEDED && counts.failed() + counts.stopped() == 0
        ? null
        : "%d of %d items failed; the first: %s"
            .formatted(counts.failed() + counts.stopped(), counts.total(), outcomes.firstError());
  }

  /** What was not expected: the run ends all the same, and says why. */
  private void fail(Throwable unexpected) {
    log.error("Run {} failed unexpectedly", runId(), unexpected);
    WalkResult reason =
        new WalkResult(RunStatus.FAILED, String.valueOf(unexpected.getMessage()), "");
    stop(reason);
    synchronized (this) {
      exhausted = true;
      if (known == 0 || (ready.isEmpty() && inFlight == 0)) {
        outcomes.add(setup.unknownItem(known, reason));
      }
    }
    if (unexpected instanceof Error error && !(error instanceof StackOverflowError)) {
      log.error("An error of the virtual machine", error);
    }
    rings.incrementAndGet();
  }

  private void stop(WalkResult reason) {
    List<GraphWalk> underWay;
    synchronized (this) {
      if (stop == null) {
        stop = reason;
      }
      underWay = List.copyOf(walks);
    }
    underWay.forEach(walk -> walk.abort(reason));
  }

  /** Waits for the result until listeners know it; shorter than {@link #result} by one thread. */
  RunResult await() throws InterruptedException, ExecutionException {
    return awaited.get();
  }

  @Override
  public String taskId() {
    return setup.taskId();
  }

  @Override
  public String runId() {
    return setup.runId();
  }

  @Override
  public String batch() {
    return setup.batch();
  }

  @Override
  public Flow.Publisher<PipelineEvent> events() {
    return stream;
  }

  @Override
  public Flow.Publisher<PipelineEvent> eventsFrom(long sequence) {
    return stream.from(sequence);
  }

  @Override
  public CompletableFuture<RunResult> result() {
    synchronized (this) {
      asked = true;
      return result.copy();
    }
  }

  @Override
  public Progress progress() {
    RunResult.Counts counts = outcomes.counts();
    synchronized (this) {
      return new Progress(known, counts.total(), counts.failed() + counts.stopped(), exhausted);
    }
  }

  @Override
  public List<PendingInput> pendingInputs() {
    return RunPauses.pending(underWay());
  }

  @Override
  public void resume(String executionId, InputSubmission submission) {
    RunPauses.resume(underWay(), executionId, submission);
  }

  private synchronized Set<GraphWalk> underWay() {
    return Set.copyOf(walks);
  }

  @Override
  public void cancel() {
    stop(GraphWalk.stopped("the run was cancelled"));
    pump();
  }
}
