package io.millrace.conformance;

import io.millrace.engine.WalkListener;
import io.millrace.event.NodeExecution;
import io.millrace.event.NodeStatus;
import io.millrace.graph.Edge;
import io.millrace.graph.Scope;
import io.millrace.node.NodeResult;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a walk did, in the words of the recorded vectors. */
final class RecordedWalk implements WalkListener {
  private final List<Map<String, @Nullable Object>> events = new ArrayList<>();
  private final Map<String, String> nodes = new TreeMap<>();
  private final Consumer<Map<String, @Nullable Object>> onEvent;

  RecordedWalk(Consumer<Map<String, @Nullable Object>> onEvent) {
    this.onEvent = onEvent;
  }

  synchronized List<Map<String, @Nullable Object>> events() {
    return List.copyOf(events);
  }

  /** Returns how the outer nodes ended: a status, or {@code skipped}. */
  synchronized Map<String, String> nodes() {
    return new TreeMap<>(nodes);
  }

  void graph(String type, Map<String, @Nullable Object> fields) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.putAll(fields);
    add(event);
  }

  private void add(Map<String, @Nullable Object> event) {
    synchronized (this) {
      events.add(event);
    }
    onEvent.accept(event);
  }

  private static Map<String, @Nullable Object> event(String type, NodeExecution node) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("node", node.nodeId());
    if (node.iteration() != null) {
      event.put("in_iteration", node.iteration().nodeId());
      event.put("iteration_index", (long) node.iteration().index());
    }
    if (node.loop() != null) {
      event.put("in_loop", node.loop().nodeId());
      event.put("loop_index", (long) node.loop().index());
    }
    return event;
  }

  private void ended(NodeExecution node, String status) {
    if (node.iteration() == null && node.loop() == null) {
      synchronized (this) {
        nodes.put(node.nodeId(), status);
      }
    }
  }

  @Override
  public void nodeStarted(NodeExecution node) {
    ended(node, "started");
    add(event("NodeRunStartedEvent", node));
  }

  @Override
  public void nodeRetried(
      NodeExecution node, Instant startedAt, NodeResult.Failed failed, int retryIndex) {
    Map<String, @Nullable Object> event = event("NodeRunRetryEvent", node);
    event.put("retry_index", (long) retryIndex);
    event.put("error", failed.error());
    add(event);
  }

  @Override
  public void nodeFinished(
      NodeExecution node,
      Instant startedAt,
      NodeStatus status,
      NodeResult result,
      @Nullable String error) {
    if (status == NodeStatus.STOPPED) {
      return; // the original reports nothing of a node that was cut off
    }
    ended(node, status.wireName());
    String type =
        switch (status) {
          case SUCCEEDED -> "NodeRunSucceededEvent";
          case EXCEPTION -> "NodeRunExceptionEvent";
          default -> "NodeRunFailedEvent";
        };
    Map<String, @Nullable Object> event = event(type, node);
    event.put("status", status.wireName());
    event.put("inputs", result.inputs() == null ? Map.of() : result.inputs());
    event.put("outputs", result.outputs());
    if (error != null) {
      event.put("error", error);
    }
    add(event);
  }

  @Override
  public void containerStarted(
      NodeExecution node, int length, Map<String, @Nullable Object> inputs) {
    Map<String, @Nullable Object> event = event("NodeRun" + kind(node) + "StartedEvent", node);
    event.put("inputs", inputs);
    event.put(
        "metadata",
        Map.of(kind(node).toLowerCase(java.util.Locale.ROOT) + "_length", (long) length));
    add(event);
  }

  @Override
  public void containerNext(
      NodeExecution node, int index, @Nullable Map<String, @Nullable Object> before) {
    Map<String, @Nullable Object> event = event("NodeRun" + kind(node) + "NextEvent", node);
    event.put("index", (long) index);
    if (before != null) {
      event.put("pre_loop_output", before);
    }
    add(event);
  }

  @Override
  public void containerCompleted(
      NodeExecution node, Instant startedAt, NodeStatus status, NodeResult result, int steps) {
    if (status == NodeStatus.STOPPED) {
      return;
    }
    String how = status == NodeStatus.SUCCEEDED ? "SucceededEvent" : "FailedEvent";
    Map<String, @Nullable Object> event = event("NodeRun" + kind(node) + how, node);
    event.put("steps", (long) steps);
    event.put("inputs", result.inputs() == null ? Map.of() : result.inputs());
    event.put("outputs", result.outputs());
    if (result instanceof NodeResult.Failed failed) {
      event.put("error", failed.error());
    }
    if (!result.metadata().isEmpty()) {
      event.put("metadata", result.metadata());
    }
    add(event);
  }

  private static String kind(NodeExecution node) {
    return node.nodeType().equals("loop") ? "Loop" : "Iteration";
  }

  @Override
  public void edgeTaken(Scope scope, Edge edge) {
    graph("GraphEdgeTakenEvent", edge(scope, edge));
  }

  @Override
  public void edgeSkipped(Scope scope, Edge edge) {
    graph("GraphEdgeSkippedEvent", edge(scope, edge));
  }

  private static Map<String, @Nullable Object> edge(Scope scope, Edge edge) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("source", scope.nodes().get(edge.source()).id());
    fields.put("target", scope.nodes().get(edge.target()).id());
    fields.put("handle", edge.handle());
    return fields;
  }

  @Override
  public void variableUpdated(NodeExecution node, Selector selector, Value value) {
    Map<String, @Nullable Object> event = event("NodeRunVariableUpdatedEvent", node);
    Map<String, @Nullable Object> variable = new LinkedHashMap<>();
    variable.put("selector", List.copyOf(selector.parts()));
    variable.put("type", value.type().wireName());
    variable.put("value", value.raw());
    event.put("variable", variable);
    add(event);
  }
}
