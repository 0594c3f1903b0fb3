package io.millrace.engine;

import io.millrace.node.RunInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the walks of one item have in common: where they report, their limits and their counts. */
public final class WalkContext {
  private static final int MOST_WARNINGS = 100;

  final ExecutionPlan plan;
  final WalkListener listener;
  final EngineThreads threads;
  final RunInfo run;
  final WalkLimits limits;
  final Clock clock;
  final Supplier<String> ids;
  final RunClock time = new RunClock();
  final Pauses pauses = new Pauses();
  final AtomicInteger executions = new AtomicInteger();
  final AtomicInteger exceptions = new AtomicInteger();
  final AtomicLong begun = new AtomicLong();
  final AtomicLong steps = new AtomicLong();
  final AtomicLong tokens = new AtomicLong();
  private volatile @Nullable Thread lent;
  private volatile Runnable reclaimed = () -> {};
  private final WarningLog warningLog;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, @Nullable Object> outputs = new LinkedHashMap<>();

  /** Makes the context of a walk on its own. */
  public WalkContext(
      ExecutionPlan plan,
      WalkListener listener,
      EngineThreads threads,
      RunInfo run,
      WalkLimits limits,
      Clock clock,
      Supplier<String> ids) {
    this(plan, listener, threads, run, limits, clock, ids, new WarningLog(text -> text));
  }

  /**
   * Makes the context of one of a run's walks.
   *
   * @param warningLog that of the run
   */
  public WalkContext(
      ExecutionPlan plan,
      WalkListener listener,
      EngineThreads threads,
      RunInfo run,
      WalkLimits limits,
      Clock clock,
      Supplier<String> ids,
      WarningLog warningLog) {
    this.plan = plan;
    this.listener = listener;
    this.threads = threads;
    this.run = run;
    this.limits = limits;
    this.clock = clock;
    this.ids = ids;
    this.warningLog = warningLog;
  }

  /**
   * Lets the item's walk use the calling thread, which is not the engine's.
   *
   * @param reclaimed called on it, without a lock, when somebody else interrupts it
   */
  public void lend(Runnable reclaimed) {
    this.reclaimed = reclaimed;
    this.lent = Thread.currentThread();
  }

  /** Returns whether the calling thread is one that was lent. */
  boolean onLentThread() {
    return Thread.currentThread() == lent;
  }

  /** Passes an interrupt of a lent thread on, which is meant for its owner; needs no lock held. */
  void heedOwner() {
    if (onLentThread() && Thread.currentThread().isInterrupted()) {
      reclaimed.run();
    }
  }

  void warn(String nodeId, String sentence) {
    warningLog.add(run, nodeId, sentence);
    synchronized (warnings) {
      if (warnings.size() < MOST_WARNINGS) {
        warnings.add(sentence);
      }
    }
  }

  List<String> warnings() {
    synchronized (warnings) {
      return List.copyOf(warnings);
    }
  }

  /** Returns why the item must end, or {@code null}. */
  @Nullable WalkResult exceededLimit() {
    long starts = begun.get();
    if (starts > limits.maxSteps()) {
      return GraphWalk.stopped(
          "Maximum execution steps exceeded: " + starts + " > " + limits.maxSteps());
    }
    return overtime(System.nanoTime());
  }

  /** Returns why the item must end when its time is up, or {@code null}. */
  @Nullable WalkResult overtime(long nowNanos) {
    long elapsed = time.elapsed(nowNanos);
    if (elapsed <= limits.maxTime().toNanos()) {
      return null;
    }
    return GraphWalk.stopped(
        "Maximum execution time exceeded: %.2fs > %ss"
            .formatted(
                elapsed / (double) TimeUnit.SECONDS.toNanos(1), limits.maxTime().toSeconds()));
  }

  /** Returns the outputs of response nodes so far. */
  public Map<String, @Nullable Object> outputs() {
    synchronized (outputs) {
      return new LinkedHashMap<>(outputs);
    }
  }

  /** Returns how many attempts failed. */
  public int exceptions() {
    return exceptions.get();
  }

  /** Returns how many nodes of the outer scope began, retries included. */
  public long steps() {
    return steps.get();
  }

  /** Returns the tokens that nodes reported. */
  public long tokens() {
    return tokens.get();
  }

  /** Merges a response node's outputs; answers are concatenated, anything else is replaced. */
  void respond(Map<String, @Nullable Object> response) {
    synchronized (outputs) {
      response.forEach(
          (name, value) ->
              outputs.put(
                  name,
                  name.equals("answer")
                          && value instanceof String text
                          && outputs.get(name) instanceof String before
                      ? before + text
                      : value));
    }
  }
}
