package io.millrace.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes and edges that a file's {@code workflow.graph} really has: notes dropped, of two nodes
 * with one id the last, edges without string ends left out (spec/03 §2).
 *
 * @param nodes by id, in file order
 * @param nodeIndexes where each node stands in {@code graph.nodes}
 * @param edges in file order
 * @param edgeIndexes where each edge stands in {@code graph.edges}
 */
record GraphParts(
    Map<String, PipelineNode> nodes,
    Map<String, Integer> nodeIndexes,
    List<PipelineEdge> edges,
    List<Integer> edgeIndexes) {

  static GraphParts of(Map<String, Object> graph) {
    Map<String, PipelineNode> nodes = new LinkedHashMap<>();
    Map<String, Integer> nodeIndexes = new LinkedHashMap<>();
    List<?> rawNodes = Trees.asList(graph.get("nodes"));
    for (int i = 0; i < rawNodes.size(); i++) {
      PipelineNode node = node(Trees.asMap(rawNodes.get(i)));
      if (node != null) {
        nodes.put(node.id(), node);
        nodeIndexes.put(node.id(), i);
      }
    }
    List<PipelineEdge> edges = new ArrayList<>();
    List<Integer> edgeIndexes = new ArrayList<>();
    List<?> rawEdges = Trees.asList(graph.get("edges"));
    for (int i = 0; i < rawEdges.size(); i++) {
      PipelineEdge edge = edge(Trees.asMap(rawEdges.get(i)));
      if (edge != null) {
        edges.add(edge);
        edgeIndexes.add(i);
      }
    }
    return new GraphParts(nodes, nodeIndexes, edges, edgeIndexes);
  }

  static boolean isNote(Map<String, Object> rawNode) {
    return NodeTypes.NOTE.equals(rawNode.get("type"));
  }

  private static @Nullable PipelineNode node(Map<String, Object> raw) {
    if (!(raw.get("id") instanceof String id)
        || !(raw.get("data") instanceof Map<?, ?>)
        || isNote(raw)) {
      return null;
    }
    Map<String, Object> data = Trees.asMap(raw.get("data"));
    return new PipelineNode(
        id,
        Trees.text(data.get("type"), ""),
        Trees.text(data.get("title"), ""),
        data,
        container(raw, data));
  }

  private static @Nullable String container(Map<String, Object> raw, Map<String, Object> data) {
    for (Object id :
        new @Nullable Object[] {
          raw.get("parentId"), data.get("iteration_id"), data.get("loop_id")
        }) {
      if (Trees.isText(id)) {
        return Trees.string(id);
      }
    }
    return null;
  }

  private static @Nullable PipelineEdge edge(Map<String, Object> raw) {
    Object handle = raw.containsKey("sourceHandle") ? raw.get("sourceHandle") : "source";
    return raw.get("source") instanceof String source
            && raw.get("target") instanceof String target
            && handle instanceof String text
        ? new PipelineEdge(source, text, target)
        : null;
  }
}
