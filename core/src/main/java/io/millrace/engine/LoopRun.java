package io.millrace.engine;

import io.millrace.event.RunStatus;
import io.millrace.graph.Node;
import io.millrace.graph.Scope;
import io.millrace.node.NodeResult;
import io.millrace.variable.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A loop under way (spec/04 §6.7): round after round in the pool of the walk around it, until the
 * count is reached, a condition holds, or a {@code loop-end} node was reached.
 */
final class LoopRun extends ContainerRun {
  private final ContainerSettings.Loop settings;
  private final String startNodeId;
  private final String nodeId;
  private final Scope inside;
  private final AtomicInteger rings = new AtomicInteger();
  private final Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> history = new LinkedHashMap<>();
  private volatile @Nullable GraphWalk current;
  private volatile boolean stopped;
  private int round;
  private int steps = -1;
  private @Nullable WalkResult lastRound;

  LoopRun(GraphWalk walk, NodeRun run, String startNodeId, ContainerSettings.Loop settings) {
    super(walk, run);
    this.settings = settings;
    this.startNodeId = startNodeId;
    this.nodeId = run.planned.node().id();
    this.inside = walk.context().plan.graph().inside(nodeId);
  }

  @Override
  void begin() {
    inputs.put("loop_count", (long) settings.count());
    for (LoopVariable variable : settings.variables()) {
      Value first = variable.first(walk.pool());
      walk.pool().put(nodeId, variable.label(), first);
      inputs.put(variable.label(), first.raw());
    }
    steps = settings.count();
    walk.report(listener -> listener.containerStarted(run.execution, settings.count(), inputs));
    if (breaksBeforeFirstRound()) {
      steps = 0;
      finish(
          NodeResult.succeeded(Map.of()).withInputs(inputs).withMetadata(metadata("loop_break")));
    } else {
      drive();
    }
  }

  /** A lookup error before the first round counts as not met (spec/04 §6.7). */
  private boolean breaksBeforeFirstRound() {
    try {
      return settings.breakWhen().met(walk.pool());
    } catch (RuntimeException notYetKnown) {
      return false;
    }
  }

  private void drive() {
    if (rings.getAndIncrement() != 0) {
      return;
    }
    do {
      step();
    } while (rings.decrementAndGet() != 0);
  }

  /** Takes over the round that ended, if any, and starts the next or finishes. */
  private void step() {
    GraphWalk before = current;
    if (before != null && afterRound(before)) {
      return;
    }
    OptionalInt root = inside.indexOf(startNodeId);
    if (root.isEmpty()) {
      steps = 0;
      finish(
          NodeResult.failed(
              "Root node id " + startNodeId + " not found in the graph", "ValueError"));
      return;
    }
    if (round > 0) {
      walk.report(listener -> listener.containerNext(run.execution, round, variables()));
    }
    for (Node node : inside.nodes()) {
      walk.pool().clear(node.id());
    }
    GraphWalk next =
        new GraphWalk(
            walk.context(), inside, walk.pool(), walk.frame().inLoop(nodeId, round), this::ended);
    current = next;
    if (!stopped) {
      next.start(root.getAsInt());
    }
  }

  private void ended(WalkResult how) {
    lastRound = how;
    if (how.status() == RunStatus.STOPPED && !stopped) {
      walk.abort(how);
    } else {
      drive();
    }
  }

  /** Returns whether the loop is over, having finished it. */
  private boolean afterRound(GraphWalk before) {
    WalkResult how = lastRound;
    if (stopped || how == null) {
      return true;
    }
    history.put(String.valueOf(round), loopVariables());
    if (!how.succeeded()) {
      finish(failed(how.error() == null ? "" : how.error()));
      return true;
    }
    round++;
    boolean met;
    try {
      met = before.loopEndReached() || settings.breakWhen().met(walk.pool());
    } catch (RuntimeException e) {
      finish(failed(String.valueOf(e.getMessage())));
      return true;
    }
    if (met) {
      finish(succeeded("loop_break"));
    } else if (round == settings.count()) {
      finish(succeeded("loop_completed"));
    } else {
      return false;
    }
    return true;
  }

  private Map<String, @Nullable Object> loopVariables() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (LoopVariable variable : settings.variables()) {
      values.put(
          variable.label(),
          walk.pool().stored(nodeId, variable.label()).map(Value::raw).orElse(null));
    }
    return values;
  }

  private Map<String, @Nullable Object> variables() {
    Map<String, @Nullable Object> values = loopVariables();
    values.put("loop_round", (long) round);
    return values;
  }

  private Map<String, @Nullable Object> metadata(String reason) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("loop_variable_map", history);
    metadata.put("completed_reason", reason);
    return metadata;
  }

  private NodeResult succeeded(String reason) {
    return NodeResult.succeeded(variables()).withInputs(inputs).withMetadata(metadata(reason));
  }

  private NodeResult failed(String error) {
    return new NodeResult.Failed(error, "", inputs, Map.of(), Map.of(), metadata("error"));
  }

  @Override
  int steps() {
    return steps;
  }

  @Override
  void abort(WalkResult reason) {
    stopped = true;
    GraphWalk underWay = current;
    if (underWay != null) {
      underWay.abort(reason);
    }
  }
}
