package io.millrace.engine;

import io.millrace.node.NodeResult;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An iteration or loop under way. It never blocks: either it is done when {@link #start} returns,
 * or whoever finishes its last round hands its result to the walk around it.
 */
abstract class ContainerRun {
  final GraphWalk walk;
  final NodeRun run;
  private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

  /** Stands in {@link #outcome} once {@link #start} has returned without a result. */
  private static final Object SUSPENDED = new Object();

  private final int ticket;

  ContainerRun(GraphWalk walk, NodeRun run) {
    this.walk = walk;
    this.run = run;
    this.ticket = run.ticket();
  }

  /** Begins; returns the result when everything was done on this thread, else {@code null}. */
  final @Nullable NodeResult start() {
    begin();
    if (outcome.compareAndSet(null, SUSPENDED)) {
      return null;
    }
    return (NodeResult) outcome.get();
  }

  /** Starts the first rounds. */
  abstract void begin();

  /** Returns what the container's finish event calls its steps. */
  abstract int steps();

  /** Ends the container. Called once, holding no lock. */
  final void finish(NodeResult result) {
    if (!outcome.compareAndSet(null, result)) {
      walk.resume(run, ticket, result);
    }
  }

  /** Starts no further round and stops those under way; they report their nodes as stopped. */
  abstract void abort(WalkResult reason);
}
