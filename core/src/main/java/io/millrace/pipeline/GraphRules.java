package io.millrace.pipeline;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a walk of the graph can finish (spec/03 §2.2, §3). Linear. */
final class GraphRules {
  private static final int SHOWN = 50;

  private final Pipeline pipeline;
  private final Problems problems;
  private final IndexedGraph graph;

  private GraphRules(Pipeline pipeline, Problems problems) {
    this.pipeline = pipeline;
    this.problems = problems;
    graph = IndexedGraph.of(pipeline);
  }

  static void check(Pipeline pipeline, Problems problems) {
    GraphRules rules = new GraphRules(pipeline, problems);
    rules.checkEnds();
    rules.checkCycles();
    rules.checkReach();
  }

  private void checkEnds() {
    Map<String, PipelineNode> nodes = pipeline.parts().nodes();
    List<PipelineEdge> edges = pipeline.edges();
    for (int i = 0; i < edges.size(); i++) {
      if (!nodes.containsKey(edges.get(i).source())) {
        danglingEdge(i, "source", edges.get(i).source());
      }
      if (!nodes.containsKey(edges.get(i).target())) {
        danglingEdge(i, "target", edges.get(i).target());
      }
    }
  }

  private void danglingEdge(int edge, String end, String id) {
    problems.error(
        ProblemCode.MISSING_NODE,
        edgePath(edge) + "." + end,
        "[MISSING_NODE] Edge edge_%d references unknown %s node '%s'.".formatted(edge, end, id),
        "Remove the edge, or add the node.");
  }

  private void checkCycles() {
    for (List<Integer> cycle : Cycles.of(graph)) {
      problems.error(
          ProblemCode.CYCLE,
          nodePath(cycle.get(0)),
          "The graph has a cycle, so that no run could finish: " + named(cycle) + ".",
          "Remove one of these edges, or repeat the nodes inside a loop node.");
    }
  }

  private String named(List<Integer> cycle) {
    Stream<String> ids = cycle.stream().limit(SHOWN).map(graph::id);
    if (cycle.size() > SHOWN) {
      String rest = "(" + (cycle.size() - SHOWN - 1) + " more)";
      ids = Stream.concat(ids, Stream.of(rest, graph.id(cycle.get(0))));
    }
    return ids.collect(Collectors.joining(" → "));
  }

  private void checkReach() {
    BitSet reached = reached();
    if (reached.isEmpty()) {
      return; // without a node to start at everything would be unreachable: RoleRules says so
    }
    for (int node = 0; node < graph.size(); node++) {
      if (!reached.get(node)) {
        problems.warning(
            ProblemCode.UNREACHABLE_NODE,
            nodePath(node),
            "No edge leads from a datasource to the node '" + graph.id(node) + "'; it never runs.",
            "Connect or remove it.");
      }
    }
    checkJoins(reached);
  }

  private void checkJoins(BitSet reached) {
    for (int source = reached.nextClearBit(0);
        source < graph.size();
        source = reached.nextClearBit(source + 1)) {
      for (int join : graph.successors().get(source)) {
        if (reached.get(join) && !isStart(graph.nodes().get(join))) {
          problems.error(
              ProblemCode.ORPHAN_FEEDS_JOIN,
              nodePath(join),
              "The node '%s' would wait for ever: its edge from '%s' (%s → %s) is never taken nor skipped, because no datasource leads to '%s'."
                  .formatted(
                      graph.id(join),
                      graph.id(source),
                      graph.id(source),
                      graph.id(join),
                      graph.id(source)),
              "Connect or remove '" + graph.id(source) + "'.");
        }
      }
    }
  }

  private BitSet reached() {
    BitSet reached = new BitSet(graph.size());
    Deque<Integer> open = new ArrayDeque<>();
    for (int node = 0; node < graph.size(); node++) {
      if (isStart(graph.nodes().get(node))) {
        reached.set(node);
        open.add(node);
      }
    }
    while (!open.isEmpty()) {
      for (int successor : graph.successors().get(open.remove())) {
        if (!reached.get(successor)) {
          reached.set(successor);
          open.add(successor);
        }
      }
    }
    return reached;
  }

  /** A container starts at its marker, or at the node that it names. */
  private boolean isStart(PipelineNode node) {
    if (NodeTypes.ROOTS.contains(node.type()) || NodeTypes.CONTAINER_STARTS.contains(node.type())) {
      return true;
    }
    return node.container() != null
        && pipeline
            .node(node.container())
            .filter(container -> node.id().equals(container.data().get("start_node_id")))
            .isPresent();
  }

  private String nodePath(int node) {
    return "workflow.graph.nodes[" + pipeline.parts().nodeIndexes().get(graph.id(node)) + "]";
  }

  private String edgePath(int edge) {
    return "workflow.graph.edges[" + pipeline.parts().edgeIndexes().get(edge) + "]";
  }
}
