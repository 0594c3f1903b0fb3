package io.millrace.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether {@code workflow.graph} is made of nodes and edges at all (spec/03 §2). */
final class ShapeRules {
  private static final String EXPORT_AGAIN = "Export the pipeline again.";

  private final Problems problems;

  private ShapeRules(Problems problems) {
    this.problems = problems;
  }

  /** Returns whether there are a list of nodes and a list of edges. */
  static boolean check(Pipeline pipeline, Problems problems) {
    return new ShapeRules(problems).check(pipeline.section("workflow").get("graph"));
  }

  private boolean check(@Nullable Object rawGraph) {
    Map<String, Object> graph = Trees.asMap(rawGraph);
    Object nodes = graph.get("nodes");
    Object edges = graph.get("edges");
    if (nodes == null || edges == null) {
      problems.error(
          ProblemCode.MISSING_SECTION,
          "workflow.graph",
          "nodes or edges not found in workflow graph",
          EXPORT_AGAIN);
      return false;
    }
    boolean nodesAreListed = isList(nodes, "nodes");
    boolean bothAreListed = isList(edges, "edges") && nodesAreListed;
    if (bothAreListed) {
      checkNodes(Trees.asList(nodes));
      checkEdges(Trees.asList(edges));
    }
    return bothAreListed;
  }

  private boolean isList(Object value, String name) {
    if (!(value instanceof List<?>)) {
      problems.error(
          ProblemCode.MISSING_SECTION,
          "workflow.graph." + name,
          name + " in workflow graph must be a list",
          EXPORT_AGAIN);
      return false;
    }
    return true;
  }

  private void checkNodes(List<?> nodes) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Map<String, Object> node = Trees.asMap(nodes.get(i));
      String path = "workflow.graph.nodes[" + i + "]";
      if (GraphParts.isNote(node)) {
        continue;
      }
      if (!(node.get("id") instanceof String id) || id.isEmpty()) {
        problems.error(
            ProblemCode.INVALID_NODE,
            path + ".id",
            "A node needs an id that is a string.",
            "Write the id in quotes.");
        continue;
      }
      Integer earlier = first.putIfAbsent(id, i);
      if (earlier != null) {
        problems.error(
            ProblemCode.DUPLICATE_NODE_ID,
            path + ".id",
            "The id '" + id + "' is also that of nodes[" + earlier + "]; the last one wins.",
            "Give each node an id of its own.");
      }
      if (!(node.get("data") instanceof Map<?, ?>)) {
        problems.error(
            ProblemCode.INVALID_NODE,
            path + ".data",
            "The node '" + id + "' has no map 'data'.",
            EXPORT_AGAIN);
      }
    }
  }

  private void checkEdges(List<?> edges) {
    for (int i = 0; i < edges.size(); i++) {
      Map<String, Object> edge = Trees.asMap(edges.get(i));
      boolean strings =
          edge.get("source") instanceof String
              && edge.get("target") instanceof String
              && (!edge.containsKey("sourceHandle") || edge.get("sourceHandle") instanceof String);
      if (!strings) {
        problems.warning(
            ProblemCode.IGNORED_EDGE,
            "workflow.graph.edges[" + i + "]",
            "The edge is ignored: its source, target and sourceHandle must be strings.",
            "Write the ids in quotes, or remove the edge.");
      }
    }
  }
}
