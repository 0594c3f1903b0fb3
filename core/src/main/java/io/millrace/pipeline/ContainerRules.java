package io.millrace.pipeline;

/** Iterations and loops, and the nodes inside them (spec/03 §2.1, spec/04 §6.6, §6.7). */
final class ContainerRules {
  private ContainerRules() {}

  static void check(Pipeline pipeline, PipelineNode node, String path, Problems problems) {
    if (node.type().equals(NodeTypes.ITERATION) || node.type().equals(NodeTypes.LOOP)) {
      checkStart(pipeline, node, path, problems);
    }
    String container = node.container();
    if (container != null && pipeline.node(container).isEmpty()) {
      problems.error(
          ProblemCode.UNKNOWN_REFERENCE,
          path,
          "The node '" + node.id() + "' is inside '" + container + "', which does not exist.",
          "Add the iteration or loop, or take the node out of it.");
    }
  }

  private static void checkStart(
      Pipeline pipeline, PipelineNode node, String path, Problems problems) {
    String start = Trees.string(node.data().get("start_node_id"));
    if (start == null) {
      return; // NodeRules says that it is missing
    }
    boolean inside =
        pipeline.node(start).filter(found -> node.id().equals(found.container())).isPresent();
    if (!inside) {
      problems.error(
          ProblemCode.MISSING_CONTAINER_START,
          path + ".start_node_id",
          "The start node '" + start + "' of '" + node.id() + "' is not among its members.",
          "Name the node of type " + node.type() + "-start that is inside it.");
    }
  }
}
