package io.millrace.engine;

import io.millrace.event.NodeExecution;
import io.millrace.event.RunStatus;
import io.millrace.graph.Scope;
import io.millrace.graph.WorkflowGraph;
import io.millrace.node.InputSubmission;
import io.millrace.node.NodeResult;
import io.millrace.node.PendingInput;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One walk through one scope of a plan (spec/03 §3).
 *
 * <p>A node is ready when all its incoming edges are resolved and one of them was taken. All state
 * is guarded by {@link #lock}, under which events are reported too: a node's finish is out before
 * any node that waits for it can begin. Executors run outside of the lock.
 */
public final class GraphWalk {
  private final WalkContext context;
  private final List<PlannedNode> nodes;
  private final VariablePool pool;
  private final Frame frame;
  private final Consumer<WalkResult> onEnd;

  private final ReentrantLock lock = new ReentrantLock();
  private final EdgeStates edges;
  private final Set<NodeRun> running = new LinkedHashSet<>();
  private int active;
  private boolean loopEndReached;
  private @Nullable WalkResult result;
  private volatile boolean ended;

  /** Creates a walk of a run's outer scope. */
  public GraphWalk(WalkContext context, VariablePool pool, Consumer<WalkResult> onEnd) {
    this(context, context.plan.graph().outer(), pool, Frame.OUTERMOST, onEnd);
  }

  GraphWalk(
      WalkContext context,
      Scope scope,
      VariablePool pool,
      Frame frame,
      Consumer<WalkResult> onEnd) {
    this.context = context;
    this.nodes = context.plan.nodes(scope);
    this.pool = pool;
    this.frame = frame;
    this.onEnd = onEnd;
    this.edges = new EdgeStates(scope, context.listener);
  }

  WalkContext context() {
    return context;
  }

  VariablePool pool() {
    return pool;
  }

  Frame frame() {
    return frame;
  }

  boolean loopEndReached() {
    return loopEndReached;
  }

  /** Walks from {@code root} on this thread, as far as it gets without waiting. */
  public void start(int root) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      context.threads.watch(this);
      if (frame.outer()) {
        skipOtherRoots(root);
      }
      active = 1;
    } finally {
      lock.unlock();
    }
    drive(root);
  }

  /** Spec/03 §3.3: with several roots, all but the active one are skipped, with propagation. */
  private void skipOtherRoots(int root) {
    for (PlannedNode node : nodes) {
      int index = node.node().index();
      if (index != root && WorkflowGraph.isRootType(node.node().type())) {
        edges.skipAllOf(index);
      }
    }
  }

  /** Runs a node and then, as long as there is one, the first node that became ready by it. */
  private void drive(int first) {
    for (int next = first; next >= 0; ) {
      PlannedNode planned = nodes.get(next);
      if (planned.kind() == PlannedNode.Kind.START_MARKER) {
        next = passMarker(planned);
      } else {
        NodeRun run = begin(planned);
        next = run == null ? -1 : execute(run);
      }
    }
  }

  private int passMarker(PlannedNode marker) {
    lock.lock();
    try {
      if (ended) {
        return -1;
      }
      List<Integer> ready = new ArrayList<>();
      edges.follow(marker, "source", ready);
      return proceed(ready);
    } finally {
      unlockAndReport();
    }
  }

  private @Nullable NodeRun begin(PlannedNode planned) {
    lock.lock();
    try {
      if (ended) {
        return null;
      }
      context.begun.incrementAndGet();
      if (frame.outer()) {
        context.steps.incrementAndGet();
      }
      NodeExecution execution =
          new NodeExecution(
              context.ids.get(),
              planned.node().id(),
              planned.node().type(),
              planned.node().title(),
              context.executions.incrementAndGet(),
              frame.iteration(),
              frame.loop());
      NodeRun run = new NodeRun(this, planned, execution, context.clock.instant());
      running.add(run);
      context.listener.nodeStarted(execution);
      return run;
    } finally {
      unlockAndReport();
    }
  }

  /** Returns the node to go on with on this thread, or -1. */
  private int execute(NodeRun run) {
    int ticket = run.ticket();
    if (context.onLentThread()) {
      context.listener.reported();
      run.renewDeadline(); // what listeners took is not the node's
    }
    context.heedOwner();
    NodeResult outcome = run.planned.kind().isContainer() ? startContainer(run) : run.attempt();
    context.heedOwner();
    return outcome == null ? -1 : settle(run, ticket, outcome);
  }

  private @Nullable NodeResult startContainer(NodeRun run) {
    ContainerSettings settings = context.plan.container(run.planned.node().id());
    try {
      ContainerRun container = ContainerRuns.create(this, run, settings);
      lock.lock();
      try {
        run.container = container;
      } finally {
        lock.unlock();
      }
      return ended ? null : container.start();
    } catch (RuntimeException e) {
      return NodeResult.failed(String.valueOf(e.getMessage()), "WorkflowNodeError");
    }
  }

  /** Takes over a result that did not come from the thread that began the node. */
  void resume(NodeRun run, int ticket, NodeResult outcome) {
    drive(settle(run, ticket, outcome));
  }

  private int settle(NodeRun run, int ticket, NodeResult outcome) {
    lock.lock();
    try {
      if (ended || !run.redeem(ticket)) {
        return -1;
      }
      if (outcome instanceof NodeResult.Suspended suspended) {
        suspend(run, suspended);
        return -1;
      }
      if (outcome instanceof NodeResult.Failed failed) {
        context.exceptions.incrementAndGet();
        if (run.retries < run.planned.policy().maxRetries()) {
          retryLater(run, failed);
          return -1;
        }
      }
      run.end();
      running.remove(run);
      List<Integer> ready = new ArrayList<>(4);
      NodeResults.settle(this, run, outcome, edges, ready);
      return ended ? -1 : proceed(ready);
    } finally {
      unlockAndReport();
    }
  }

  /** Waits on a timer; no thread is held. */
  private void retryLater(NodeRun run, NodeResult.Failed failed) {
    run.retries++;
    run.suspend();
    var unused =
        context.threads.after(
            run.planned.policy().retryIntervalMillis(), () -> drive(retry(run, failed)));
  }

  /** Waits on a timer, or for a person; no thread is held. */
  private void suspend(NodeRun run, NodeResult.Suspended suspended) {
    if (suspended.request() == null) {
      var unused = context.threads.after(suspended.delay().toMillis(), () -> drive(again(run)));
    } else {
      run.suspend();
      context.time.stop();
      context.pauses.add(this, run, suspended.request());
      context.listener.inputRequested(run.execution, suspended.request());
    }
  }

  private int again(NodeRun run) {
    return ended ? -1 : execute(run);
  }

  /** Goes on with a node that waited for a person. */
  void answer(NodeRun run, @Nullable InputSubmission submission) {
    lock.lock();
    try {
      context.time.goOn();
      if (ended) {
        return;
      }
      run.answered(submission);
      context.listener.inputReceived(run.execution);
    } finally {
      unlockAndReport();
    }
    drive(again(run));
  }

  /** Returns what the walk waits for people to answer, the walks inside of it included. */
  public List<PendingInput> pendingInputs() {
    return context.pauses.pending();
  }

  /**
   * Answers what a node waits for.
   *
   * @return whether a node of this walk waited for it
   */
  public boolean submit(String executionId, InputSubmission submission) {
    return context.pauses.submit(executionId, submission);
  }

  private int retry(NodeRun run, NodeResult.Failed failed) {
    lock.lock();
    try {
      if (ended) {
        return -1;
      }
      if (frame.outer()) {
        context.steps.incrementAndGet();
      }
      run.renewDeadline();
      context.listener.nodeRetried(run.execution, run.startedAt, failed, run.retries);
    } finally {
      unlockAndReport();
    }
    return execute(run);
  }

  /** Called under the lock: hands out what became ready, checks limits, notices the end. */
  private int proceed(List<Integer> ready) {
    WalkResult exceeded = context.exceededLimit();
    if (exceeded != null) {
      endLocked(exceeded);
      return -1;
    }
    active += ready.size() - 1;
    if (active == 0) {
      endLocked(WalkResult.SUCCEEDED);
      return -1;
    }
    for (int i = 1; i < ready.size(); i++) {
      int node = ready.get(i);
      if (!context.threads.execute(() -> drive(node))) {
        endLocked(stopped("the engine was closed"));
        return -1;
      }
    }
    return ready.isEmpty() ? -1 : ready.get(0);
  }

  /** Returns the result of a walk that was stopped for {@code reason}. */
  public static WalkResult stopped(String reason) {
    return new WalkResult(RunStatus.STOPPED, "Aborted: " + reason, "Aborted");
  }

  /** Called by the watchdog now and then: ends what is overdue. */
  void checkDeadlines(long nowNanos) {
    WalkResult exceeded = context.overtime(nowNanos);
    if (exceeded != null) {
      if (frame.outer()) {
        abort(exceeded);
      }
      return;
    }
    for (NodeRun run : overdue(nowNanos)) {
      int ticket = run.ticket();
      run.interrupt(); // what the attempt says of it does not count any more
      String text =
          "Timed out; the limit for one node is %.1f s%s"
              .formatted(context.limits.nodeTimeout().toMillis() / 1e3, run.planned.plugin());
      NodeResult late = NodeResult.failed(text, "NodeTimeoutError");
      context.threads.execute(() -> resume(run, ticket, late));
    }
  }

  /** Returns the nodes whose time is up, each taken out of the hands of its attempt. */
  private List<NodeRun> overdue(long nowNanos) {
    if (!lock.tryLock()) {
      return List.of();
    }
    try {
      List<NodeRun> overdue = running.stream().filter(run -> run.overdue(nowNanos)).toList();
      overdue.forEach(NodeRun::revoke);
      return overdue;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the walk from outside; its running nodes are reported as stopped. */
  public void abort(WalkResult reason) {
    lock.lock();
    try {
      if (!ended) {
        endLocked(reason);
      }
    } finally {
      unlockAndReport();
    }
  }

  /** Called under the lock: after this nothing of the walk is reported any more. */
  void endLocked(WalkResult how) {
    ended = true;
    result = how;
    for (NodeRun run : running) {
      run.end();
      run.interrupt();
      if (context.pauses.forget(run)) {
        context.time.goOn();
      }
      if (run.container != null) {
        run.container.abort(how);
      }
      NodeResults.reportStopped(this, run, how.error() == null ? "Stopped" : how.error());
    }
    running.clear();
  }

  /** Lets a container report, unless this walk has ended. */
  void report(Consumer<WalkListener> event) {
    lock.lock();
    try {
      if (!ended) {
        event.accept(context.listener);
      }
    } finally {
      unlockAndReport();
    }
    if (context.onLentThread() && !lock.isHeldByCurrentThread()) {
      context.listener.reported();
    }
  }

  void reachedLoopEnd() {
    loopEndReached = true;
  }

  /** Unlocks, and tells the owner of the walk once it has ended and nobody is inside. */
  private void unlockAndReport() {
    WalkResult toReport = null;
    if (ended && lock.getHoldCount() == 1) {
      toReport = result;
      result = null;
    }
    lock.unlock();
    if (toReport != null) {
      context.threads.unwatch(this);
      onEnd.accept(toReport);
    }
  }
}
