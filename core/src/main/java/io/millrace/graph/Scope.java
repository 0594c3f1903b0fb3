package io.millrace.graph;

import com.google.common.collect.ImmutableList;
import io.millrace.pipeline.PipelineEdge;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Nodes and edges that are walked together; everything is addressed by index.
 *
 * @since 0.1
 */
public final class Scope {
  private final ImmutableList<Node> nodes;
  private final ImmutableList<Edge> edges;
  private final int[][] outgoing;
  private final int[] incoming;
  private final Map<String, Integer> indexes = new HashMap<>();

  Scope(ImmutableList<Node> nodes, List<PipelineEdge> pipelineEdges) {
    this.nodes = nodes;
    nodes.forEach(node -> indexes.put(node.id(), node.index()));
    ImmutableList.Builder<Edge> builder = ImmutableList.builder();
    int[] outgoingCount = new int[nodes.size()];
    incoming = new int[nodes.size()];
    int number = 0;
    for (PipelineEdge edge : pipelineEdges) {
      int source = index(edge.source());
      int target = index(edge.target());
      builder.add(new Edge(number++, source, edge.sourceHandle(), target));
      outgoingCount[source]++;
      incoming[target]++;
    }
    edges = builder.build();
    outgoing = new int[nodes.size()][];
    for (int node = 0; node < outgoing.length; node++) {
      outgoing[node] = new int[outgoingCount[node]];
    }
    for (Edge edge : edges) {
      int place = outgoing[edge.source()].length - outgoingCount[edge.source()]--;
      outgoing[edge.source()][place] = edge.index();
    }
  }

  private int index(String id) {
    Integer index = indexes.get(id);
    if (index == null) {
      throw new GraphException("Node '" + id + "' is not in this scope");
    }
    return index;
  }

  /** Returns the nodes; a node's index is its place here. */
  public ImmutableList<Node> nodes() {
    return nodes;
  }

  /** Returns the edges in the file's order; an edge's index is its place here. */
  public ImmutableList<Edge> edges() {
    return edges;
  }

  /** Returns the index of a node, or empty when it is not in this scope. */
  public OptionalInt indexOf(String nodeId) {
    Integer index = indexes.get(nodeId);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** Returns how many edges leave a node. */
  public int outgoingCount(int node) {
    return outgoing[node].length;
  }

  /** Returns the {@code n}-th edge that leaves a node, in the file's order. */
  public Edge outgoing(int node, int n) {
    return edges.get(outgoing[node][n]);
  }

  /** Returns how many edges enter a node. */
  public int incomingCount(int node) {
    return incoming[node];
  }

  /** Returns the nodes that a walk from {@code start} can reach, itself included. */
  public BitSet reachableFrom(int start) {
    BitSet reached = new BitSet(nodes.size());
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    reached.set(start);
    queue.add(start);
    for (Integer node = queue.poll(); node != null; node = queue.poll()) {
      for (int edge : outgoing[node]) {
        int target = edges.get(edge).target();
        if (!reached.get(target)) {
          reached.set(target);
          queue.add(target);
        }
      }
    }
    return reached;
  }
}
