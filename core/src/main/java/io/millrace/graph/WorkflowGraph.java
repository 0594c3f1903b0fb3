package io.millrace.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.millrace.pipeline.PipelineEdge;
import io.millrace.pipeline.PipelineNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The graph of a pipeline, immutable and ready to be walked: the outer {@link Scope} and one scope
 * for the inside of each iteration and loop.
 *
 * <p>Edges between scopes and edges of unknown nodes are refused; cycles are the validator's
 * matter.
 *
 * @since 0.1
 */
public final class WorkflowGraph {
  /** Node types that a walk may start at (spec/03 §3). */
  private static final ImmutableSet<String> ROOT_TYPES =
      ImmutableSet.of(
          "datasource", "start", "trigger-webhook", "trigger-schedule", "trigger-plugin");

  private final Scope outer;
  private final ImmutableMap<String, Scope> containers;
  private final ImmutableMap<String, Node> nodes;

  private WorkflowGraph(
      Scope outer, ImmutableMap<String, Scope> containers, ImmutableMap<String, Node> nodes) {
    this.outer = outer;
    this.containers = containers;
    this.nodes = nodes;
  }

  /**
   * Compiles nodes and edges.
   *
   * @throws GraphException if an edge names an unknown node or crosses the border of a container
   */
  public static WorkflowGraph of(List<PipelineNode> pipelineNodes, List<PipelineEdge> edges) {
    Map<String, List<PipelineNode>> members = new LinkedHashMap<>();
    members.put("", new ArrayList<>());
    for (PipelineNode node : pipelineNodes) {
      String container = node.container() == null ? "" : node.container();
      members.computeIfAbsent(container, key -> new ArrayList<>()).add(node);
    }
    Map<String, String> containerOf = new HashMap<>();
    ImmutableMap.Builder<String, Node> nodes = ImmutableMap.builder();
    Map<String, ImmutableList<Node>> scopes = new LinkedHashMap<>();
    members.forEach(
        (container, list) -> {
          ImmutableList.Builder<Node> inScope = ImmutableList.builder();
          int index = 0;
          for (PipelineNode node : list) {
            Node compiled =
                new Node(
                    index++, node.id(), node.type(), node.title(), node.data(), node.container());
            inScope.add(compiled);
            if (containerOf.put(node.id(), container) != null) {
              throw new GraphException("Node id '" + node.id() + "' is used by two nodes");
            }
            nodes.put(node.id(), compiled);
          }
          scopes.put(container, inScope.build());
        });
    Map<String, List<PipelineEdge>> edgesOf = new HashMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (PipelineEdge edge : edges) {
      String problem = problemOf(edge, number++, containerOf);
      if (problem != null) {
        problems.add(problem);
      } else {
        edgesOf
            .computeIfAbsent(containerOf.getOrDefault(edge.source(), ""), key -> new ArrayList<>())
            .add(edge);
      }
    }
    if (!problems.isEmpty()) {
      throw new GraphException(String.join("; ", problems));
    }
    ImmutableMap.Builder<String, Scope> containers = ImmutableMap.builder();
    scopes.forEach(
        (container, list) ->
            containers.put(container, new Scope(list, edgesOf.getOrDefault(container, List.of()))));
    ImmutableMap<String, Scope> all = containers.buildOrThrow();
    Scope outer = all.get("");
    return new WorkflowGraph(
        outer == null ? new Scope(ImmutableList.of(), List.of()) : outer,
        all,
        nodes.buildOrThrow());
  }

  /** Spec/03 §2.2 has the texts for unknown nodes. */
  private static @Nullable String problemOf(
      PipelineEdge edge, int number, Map<String, String> containerOf) {
    String source = containerOf.get(edge.source());
    String target = containerOf.get(edge.target());
    String prefix = "Edge edge_" + number;
    if (source == null) {
      return "[MISSING_NODE] "
          + prefix
          + " references unknown source node '"
          + edge.source()
          + "'.";
    } else if (target == null) {
      return "[MISSING_NODE] "
          + prefix
          + " references unknown target node '"
          + edge.target()
          + "'.";
    } else if (!source.equals(target)) {
      return prefix
          + " leads from '"
          + edge.source()
          + "' to '"
          + edge.target()
          + "', which are not inside the same container";
    }
    return null;
  }

  /** Returns what is outside of every container. */
  public Scope outer() {
    return outer;
  }

  /** Returns what is inside a container node; empty when nothing is. */
  public Scope inside(String containerId) {
    Scope scope = containers.get(containerId);
    return scope == null ? new Scope(ImmutableList.of(), List.of()) : scope;
  }

  /** Returns every node of every scope, by id. */
  public ImmutableMap<String, Node> nodes() {
    return nodes;
  }

  /** Returns whether a walk may start at a node of that type. */
  public static boolean isRootType(String nodeType) {
    return ROOT_TYPES.contains(nodeType);
  }
}
