package io.millrace.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.graph.GraphException;
import io.millrace.graph.Node;
import io.millrace.graph.Scope;
import io.millrace.graph.WorkflowGraph;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.variable.Selector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A graph with its executors: made once a pipeline version, shared by all its runs.
 *
 * <p>A node whose settings cannot be used only matters to runs that can reach it: {@link
 * #requireRunnable} names all such nodes before a run begins.
 */
public final class ExecutionPlan {
  private final WorkflowGraph graph;
  private final ImmutableMap<String, PlannedNode> nodes;
  private final ImmutableMap<String, ContainerSettings> containers;
  private final ImmutableMap<String, String> invalid;
  private final ImmutableMap<Scope, ImmutableList<PlannedNode>> byScope;
  private final StreamedOutputs streamed;

  private ExecutionPlan(
      WorkflowGraph graph,
      Map<String, PlannedNode> nodes,
      Map<String, ContainerSettings> containers,
      Map<String, String> invalid) {
    this.graph = graph;
    this.nodes = ImmutableMap.copyOf(nodes);
    this.containers = ImmutableMap.copyOf(containers);
    this.invalid = ImmutableMap.copyOf(invalid);
    Map<Scope, ImmutableList<PlannedNode>> scopes = new HashMap<>();
    scopes.put(graph.outer(), planned(graph.outer()));
    containers.keySet().forEach(id -> scopes.put(graph.inside(id), planned(graph.inside(id))));
    this.byScope = ImmutableMap.copyOf(scopes);
    this.streamed = StreamedOutputs.of(graph.nodes().values());
  }

  /**
   * Plans a graph.
   *
   * @param executors makes the executor of a node; its {@link InvalidNodeException}s are kept for
   *     the runs that can reach the node
   */
  public static ExecutionPlan of(WorkflowGraph graph, Function<Node, NodeExecutor> executors) {
    Map<String, PlannedNode> nodes = new HashMap<>();
    Map<String, ContainerSettings> containers = new HashMap<>();
    Map<String, String> invalid = new HashMap<>();
    for (Node node : graph.nodes().values()) {
      PlannedNode.Kind kind = PlannedNode.Kind.of(node.type());
      ErrorPolicy policy = ErrorPolicy.NONE;
      NodeExecutor executor = ExecutionPlan::neverCalled;
      try {
        policy = ErrorPolicy.of(node);
        if (kind.isContainer()) {
          containers.put(node.id(), ContainerSettings.of(node));
        } else if (kind == PlannedNode.Kind.LOOP_END) {
          executor = context -> NodeResult.succeeded(Map.of()).withInputs(Map.of());
        } else if (kind != PlannedNode.Kind.START_MARKER) {
          executor = executors.apply(node);
        }
      } catch (InvalidNodeException e) {
        invalid.put(node.id(), e.getMessage());
        if (kind.isContainer()) {
          containers.putIfAbsent(node.id(), ContainerSettings.UNUSABLE);
        }
      }
      nodes.put(node.id(), new PlannedNode(node, kind, executor, policy));
    }
    return new ExecutionPlan(graph, nodes, containers, invalid);
  }

  private static NodeResult neverCalled(NodeContext context) {
    throw new IllegalStateException("the walk runs this node itself");
  }

  private ImmutableList<PlannedNode> planned(Scope scope) {
    return scope.nodes().stream()
        .map(node -> Objects.requireNonNull(nodes.get(node.id())))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the graph. */
  public WorkflowGraph graph() {
    return graph;
  }

  /** Returns the nodes of a scope, by index. */
  ImmutableList<PlannedNode> nodes(Scope scope) {
    return byScope.getOrDefault(scope, ImmutableList.of());
  }

  /** Returns whether pieces of this output are shown while it is made. */
  boolean streams(Selector output) {
    return streamed.contains(output);
  }

  ContainerSettings container(String nodeId) {
    return Objects.requireNonNull(containers.get(nodeId));
  }

  /**
   * Returns the index of the node that a run starts at (spec/03 §3).
   *
   * @throws GraphException if there is none, or it cannot be a start
   */
  public int root(String nodeId) {
    OptionalInt index = graph.outer().indexOf(nodeId);
    if (index.isEmpty()) {
      throw new GraphException("Root node id " + nodeId + " not found in the graph");
    }
    if (!WorkflowGraph.isRootType(graph.outer().nodes().get(index.getAsInt()).type())) {
      throw new GraphException(
          "[INVALID_ROOT] Root node '" + nodeId + "' must declare execution type 'root'.");
    }
    return index.getAsInt();
  }

  /**
   * Checks every node that a run from {@code root} can reach.
   *
   * @throws InvalidNodeException naming each node that cannot be used and why
   */
  public void requireRunnable(int root) {
    if (invalid.isEmpty()) {
      return;
    }
    List<String> problems = new ArrayList<>();
    collectInvalid(graph.outer(), graph.outer().reachableFrom(root), problems);
    if (!problems.isEmpty()) {
      throw new InvalidNodeException(String.join("; ", problems));
    }
  }

  private void collectInvalid(Scope scope, BitSet reachable, List<String> problems) {
    for (Node node : scope.nodes()) {
      if (reachable.get(node.index())) {
        String problem = invalid.get(node.id());
        if (problem != null) {
          problems.add("Node '" + node.id() + "' (" + node.type() + "): " + problem);
        }
        if (PlannedNode.Kind.of(node.type()).isContainer()) {
          Scope inside = graph.inside(node.id());
          BitSet everything = new BitSet();
          everything.set(0, inside.nodes().size());
          collectInvalid(inside, everything, problems);
        }
      }
    }
  }
}
