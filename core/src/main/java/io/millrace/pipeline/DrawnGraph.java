package io.millrace.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds what Dify's canvas wants to nodes and edges: places, sizes, ids (spec/03 §2.1, §2.2). */
final class DrawnGraph {
  private DrawnGraph() {}

  static Map<String, Object> of(Map<String, Map<String, Object>> nodes, List<PipelineEdge> edges) {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("edges", edges.stream().map(edge -> draw(edge, nodes)).toList());
    graph.put("nodes", draw(nodes, edges));
    graph.put("viewport", Map.of("x", 0, "y", 0, "zoom", 1));
    return graph;
  }

  private static List<Map<String, Object>> draw(
      Map<String, Map<String, Object>> nodes, List<PipelineEdge> edges) {
    List<Map<String, Object>> positions = positions(nodes, edges);
    List<Map<String, Object>> drawn = new ArrayList<>();
    nodes.forEach(
        (id, data) -> {
          Map<String, Object> node = new LinkedHashMap<>();
          node.put("data", data);
          node.put("height", 52);
          node.put("id", id);
          node.put("position", positions.get(drawn.size()));
          node.put("positionAbsolute", positions.get(drawn.size()));
          node.put("selected", false);
          node.put("sourcePosition", "right");
          node.put("targetPosition", "left");
          node.put("type", "custom");
          node.put("width", 242);
          drawn.add(node);
        });
    return drawn;
  }

  private static Map<String, Object> draw(
      PipelineEdge edge, Map<String, Map<String, Object>> nodes) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("isInLoop", false);
    data.put("sourceType", type(nodes, edge.source()));
    data.put("targetType", type(nodes, edge.target()));
    Map<String, Object> drawn = new LinkedHashMap<>();
    drawn.put("data", data);
    drawn.put("id", edge.source() + "-" + edge.sourceHandle() + "-" + edge.target() + "-target");
    drawn.put("source", edge.source());
    drawn.put("sourceHandle", edge.sourceHandle());
    drawn.put("target", edge.target());
    drawn.put("targetHandle", "target");
    drawn.put("type", "custom");
    drawn.put("zIndex", 0);
    return drawn;
  }

  private static String type(Map<String, Map<String, Object>> nodes, String id) {
    return Trees.text(nodes.getOrDefault(id, Map.of()).get("type"), "");
  }

  private static List<Map<String, Object>> positions(
      Map<String, Map<String, Object>> nodes, List<PipelineEdge> edges) {
    Map<String, Integer> numbers = new HashMap<>();
    nodes.keySet().forEach(id -> numbers.put(id, numbers.size()));
    List<List<Integer>> successors = new ArrayList<>();
    nodes.keySet().forEach(id -> successors.add(new ArrayList<>()));
    for (PipelineEdge edge : edges) {
      successors
          .get(numbers.getOrDefault(edge.source(), 0))
          .add(numbers.getOrDefault(edge.target(), 0));
    }
    return Layout.positions(successors);
  }
}
