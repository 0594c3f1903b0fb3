package io.millrace.engine;

import io.millrace.event.NodeExecution;
import io.millrace.node.InputSubmission;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeResult;
import io.millrace.node.RunInfo;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a node: all its attempts, and the one way in which it ends. */
final class NodeRun implements NodeContext {
  private static final Logger log = LoggerFactory.getLogger(NodeRun.class);

  final GraphWalk walk;
  final PlannedNode planned;
  final NodeExecution execution;
  final Instant startedAt;
  private final List<String> warnings = new ArrayList<>(0);
  private volatile long deadlineNanos;
  private @Nullable Thread thread;
  private boolean interrupted;
  private boolean ended;
  private int ticket;
  int retries;

  /** What a person answered, once it was. */
  private volatile @Nullable InputSubmission submission;

  private volatile boolean resumed;

  /** Set for iteration and loop nodes while they run. */
  @Nullable ContainerRun container;

  NodeRun(GraphWalk walk, PlannedNode planned, NodeExecution execution, Instant startedAt) {
    this.walk = walk;
    this.planned = planned;
    this.execution = execution;
    this.startedAt = startedAt;
    renewDeadline();
  }

  void renewDeadline() {
    deadlineNanos = System.nanoTime() + walk.context().limits.nodeTimeout().toNanos();
  }

  /** Runs one attempt on this thread; what it throws is a failure (spec/04 §1). */
  NodeResult attempt() {
    synchronized (this) {
      if (ended) {
        return NodeResult.failed("Stopped before it began", "Stopped");
      }
      thread = Thread.currentThread();
    }
    LogContext ids = new LogContext(walk.context().run, execution.nodeId());
    try {
      NodeResult result = planned.executor().execute(this);
      return result == null
          ? NodeResult.failed(
              "The executor of node type '"
                  + execution.nodeType()
                  + "' returned null: "
                  + planned.executor().getClass().getName(),
              "WorkflowNodeError")
          : withWarnings(result);
    } catch (InterruptedException e) {
      if (concernsTheOwner()) {
        Thread.currentThread().interrupt();
      }
      return NodeResult.failed("Interrupted", "WorkflowNodeError");
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError | AssertionError e) {
      log.debug("Node {} failed", execution.nodeId(), e);
      return NodeResult.failed(textOf(e) + planned.blame(e), "WorkflowNodeError");
    } finally {
      ids.end();
      synchronized (this) {
        if (thread == Thread.currentThread()) {
          thread = null;
        }
        if (!concernsTheOwner() && Thread.interrupted()) {
          log.debug("Node {} left its thread interrupted", execution.nodeId());
        }
        interrupted = false;
      }
    }
  }

  /** Returns whether an interrupt of this thread is not ours: it was lent, and we did nothing. */
  private synchronized boolean concernsTheOwner() {
    return !interrupted && walk.context().onLentThread();
  }

  private static String textOf(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
  }

  /** Returns what entitles the attempt that begins now to give the result. */
  synchronized int ticket() {
    return ticket;
  }

  /** Whether a result may count: only the first one of the attempt under way does. */
  synchronized boolean redeem(int attempt) {
    if (ended || attempt != ticket) {
      return false;
    }
    ticket++;
    return true;
  }

  /** Makes the result of the attempt under way count no more; the next ticket gives it. */
  synchronized void revoke() {
    ticket++;
    suspend();
  }

  /** Ends the execution; whatever still runs is ignored. */
  synchronized void end() {
    ended = true;
  }

  /** Waits for the next attempt, which has a deadline of its own. */
  void suspend() {
    deadlineNanos = Long.MAX_VALUE;
  }

  /** Goes on with an answer, or without one when time is up, and with a deadline of its own. */
  void answered(@Nullable InputSubmission answer) {
    submission = answer;
    resumed = true;
    renewDeadline();
  }

  /** Asks the thread that runs an attempt, if any, to give up. */
  synchronized void interrupt() {
    if (thread != null) {
      interrupted = true;
      thread.interrupt();
    }
  }

  boolean overdue(long nowNanos) {
    return container == null && nowNanos > deadlineNanos;
  }

  private NodeResult withWarnings(NodeResult result) {
    synchronized (warnings) {
      if (warnings.isEmpty() || !(result instanceof NodeResult.Succeeded succeeded)) {
        return result;
      }
      Map<String, @Nullable Object> metadata = new LinkedHashMap<>(succeeded.metadata());
      metadata.put("warnings", List.copyOf(warnings));
      return succeeded.withMetadata(metadata);
    }
  }

  @Override
  public VariablePool variables() {
    return walk.pool();
  }

  @Override
  public String executionId() {
    return execution.id();
  }

  @Override
  public RunInfo run() {
    return walk.context().run;
  }

  @Override
  public synchronized boolean cancelled() {
    return ended;
  }

  @Override
  public Instant deadline() {
    long left = Math.max(0, deadlineNanos - System.nanoTime());
    return Instant.now().plusNanos(left);
  }

  @Override
  public void update(String node, String name, Value value) {
    variables().put(node, name, value);
    walk.report(listener -> listener.variableUpdated(execution, Selector.of(node, name), value));
  }

  @Override
  public void stream(String name, String piece) {
    Selector selector = Selector.of(execution.nodeId(), name);
    if (walk.context().plan.streams(selector)) {
      walk.report(listener -> listener.textStreamed(execution, selector, piece));
    }
  }

  @Override
  public boolean resumed() {
    return resumed;
  }

  @Override
  public Optional<InputSubmission> submission() {
    return Optional.ofNullable(submission);
  }

  @Override
  public void warn(String sentence) {
    walk.context().warn(execution.nodeId(), sentence);
    synchronized (warnings) {
      warnings.add(sentence);
    }
  }

  @Override
  public List<String> warnings() {
    return walk.context().warnings();
  }
}
