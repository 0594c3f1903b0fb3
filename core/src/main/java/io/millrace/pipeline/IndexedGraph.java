package io.millrace.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline's graph with numbers for ids, in the form that algorithms like.
 *
 * @param nodes by number
 * @param successors of each node, one for each edge; edges without both ends are left out
 */
record IndexedGraph(List<PipelineNode> nodes, List<List<Integer>> successors) {

  static IndexedGraph of(Pipeline pipeline) {
    List<PipelineNode> nodes = pipeline.nodes();
    Map<String, Integer> numbers = new HashMap<>();
    List<List<Integer>> successors = new ArrayList<>();
    for (PipelineNode node : nodes) {
      numbers.put(node.id(), numbers.size());
      successors.add(new ArrayList<>());
    }
    for (PipelineEdge edge : pipeline.edges()) {
      Integer source = numbers.get(edge.source());
      Integer target = numbers.get(edge.target());
      if (source != null && target != null) {
        successors.get(source).add(target);
      }
    }
    return new IndexedGraph(nodes, successors);
  }

  int size() {
    return nodes.size();
  }

  String id(int node) {
    return nodes.get(node).id();
  }
}
