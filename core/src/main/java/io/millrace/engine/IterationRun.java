package io.millrace.engine;

import io.millrace.engine.ContainerSettings.ErrorMode;
import io.millrace.event.RunStatus;
import io.millrace.graph.Scope;
import io.millrace.node.NodeResult;
import io.millrace.python.PythonText;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An iteration under way (spec/04 §6.6): at most {@code parallel} items at once, each in a scope of
 * its own. However many items there are, the stack stays flat: a round that ends only rings {@link
 * #drive}, whose one caller starts the next.
 */
final class IterationRun extends ContainerRun {
  private final ContainerSettings.Iteration settings;
  private final String startNodeId;
  private final String nodeId;
  private final Scope inside;
  private final AtomicInteger rings = new AtomicInteger();

  private final Set<GraphWalk> rounds = new HashSet<>();
  private List<?> items = List.of();
  private @Nullable Object[] results = {};
  private boolean[] failed = {};
  private int next;
  private int inFlight;
  private int steps = -1;
  private boolean stopped;
  private @Nullable WalkResult failure;
  private boolean finished;

  IterationRun(
      GraphWalk walk, NodeRun run, String startNodeId, ContainerSettings.Iteration settings) {
    super(walk, run);
    this.settings = settings;
    this.startNodeId = startNodeId;
    this.nodeId = run.planned.node().id();
    this.inside = walk.context().plan.graph().inside(nodeId);
  }

  @Override
  void begin() {
    Optional<Value> value = walk.pool().find(settings.items());
    if (value.isEmpty()) {
      finish(
          NodeResult.failed(
              "iterator variable " + PythonText.repr(settings.items()) + " not found",
              "WorkflowNodeError"));
      return;
    }
    Object raw = value.get().raw();
    if (raw != null && !(raw instanceof List<?>)) {
      finish(
          NodeResult.failed(
              "invalid iterator value: " + PythonText.str(raw) + ", please provide a list.",
              "WorkflowNodeError"));
      return;
    }
    List<?> list = raw == null ? List.of() : (List<?>) raw;
    if (list.isEmpty()) {
      finishEmpty(value.get());
      return;
    }
    items = list;
    results = new Object[items.size()];
    failed = new boolean[items.size()];
    steps = items.size();
    walk.report(listener -> listener.containerStarted(run.execution, items.size(), inputs()));
    drive();
  }

  /** Nothing to do; the output is typed like the input. */
  private void finishEmpty(Value value) {
    steps = 0;
    walk.report(listener -> listener.containerStarted(run.execution, 0, inputs()));
    Object output = value.raw() == null ? List.of() : value;
    finish(NodeResult.succeeded(Map.of("output", output)).withInputs(inputs()));
  }

  private Map<String, @Nullable Object> inputs() {
    return Map.of("iterator_selector", items);
  }

  private void drive() {
    if (rings.getAndIncrement() != 0) {
      return;
    }
    do {
      startRounds();
    } while (rings.decrementAndGet() != 0);
  }

  private void startRounds() {
    OptionalInt root = inside.indexOf(startNodeId);
    List<Integer> batch = new ArrayList<>();
    boolean last = false;
    synchronized (this) {
      while (!stopped && next < items.size() && inFlight < settings.parallel()) {
        batch.add(next++);
        inFlight++;
      }
      if (inFlight == 0 && !finished) {
        finished = true;
        last = true;
      }
    }
    for (int index : batch) {
      walk.report(listener -> listener.containerNext(run.execution, index, null));
      if (root.isEmpty()) {
        noStart();
        return;
      }
    }
    for (int index : batch) {
      startRound(root.getAsInt(), index);
    }
    if (last) {
      finish(result());
    }
  }

  private void noStart() {
    synchronized (this) {
      stopped = true;
      finished = true;
      steps = 0;
    }
    finish(
        NodeResult.failed("Root node id " + startNodeId + " not found in the graph", "ValueError"));
  }

  private void startRound(int root, int index) {
    VariablePool pool = walk.pool().scope();
    pool.put(nodeId, "item", items.get(index));
    pool.put(nodeId, "index", (long) index);
    Frame frame = walk.frame().inIteration(nodeId, index);
    GraphWalk[] self = new GraphWalk[1];
    GraphWalk round =
        new GraphWalk(
            walk.context(), inside, pool, frame, how -> roundEnded(self[0], index, pool, how));
    self[0] = round;
    synchronized (this) {
      rounds.add(round);
    }
    if (settings.parallel() == 1) {
      round.start(root);
    } else if (!walk.context().threads.execute(() -> round.start(root))) {
      round.abort(GraphWalk.stopped("the engine was closed"));
    }
  }

  private void roundEnded(GraphWalk round, int index, VariablePool pool, WalkResult how) {
    boolean cutOff;
    synchronized (this) {
      rounds.remove(round);
      inFlight--;
      if (how.succeeded()) {
        results[index] = pool.find(settings.output()).map(Value::raw).orElse(null);
      } else {
        failed[index] = true;
        if (settings.errorMode() == ErrorMode.TERMINATED && failure == null) {
          failure = how;
          stopped = true; // rounds under way come to their own end, as in Dify
        }
      }
      cutOff = how.status() == RunStatus.STOPPED && !finished;
    }
    if (cutOff) {
      walk.abort(how);
    } else {
      drive();
    }
  }

  private NodeResult result() {
    List<@Nullable Object> output = new ArrayList<>();
    synchronized (this) {
      for (int i = 0; i < next; i++) {
        if (!failed[i] || (failure == null && settings.errorMode() == ErrorMode.CONTINUE)) {
          output.add(results[i]);
        }
      }
      results = new Object[0];
    }
    Map<String, @Nullable Object> outputs = Map.of("output", flattened(output));
    if (failure == null) {
      return NodeResult.succeeded(outputs).withInputs(inputs());
    }
    String error = failure.error() == null ? "" : failure.error();
    return NodeResult.failed(error, "").withInputs(inputs()).withOutputs(outputs);
  }

  private List<@Nullable Object> flattened(List<@Nullable Object> output) {
    boolean onlyLists =
        output.stream().allMatch(element -> element == null || element instanceof List<?>)
            && output.stream().anyMatch(List.class::isInstance);
    if (!settings.flatten() || !onlyLists) {
      return output;
    }
    List<@Nullable Object> flat = new ArrayList<>();
    for (Object element : output) {
      if (element instanceof List<?> list) {
        flat.addAll(list);
      }
    }
    return flat;
  }

  @Override
  int steps() {
    return steps;
  }

  @Override
  void abort(WalkResult reason) {
    List<GraphWalk> underWay;
    synchronized (this) {
      stopped = true;
      finished = true;
      underWay = List.copyOf(rounds);
    }
    underWay.forEach(round -> round.abort(reason));
  }
}
