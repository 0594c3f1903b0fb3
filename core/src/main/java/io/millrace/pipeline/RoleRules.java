package io.millrace.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a pipeline has its two ends: where documents come from and where they go. */
final class RoleRules {
  private static final String NODES = "workflow.graph.nodes";

  private RoleRules() {}

  static void check(Pipeline pipeline, Problems problems) {
    if (pipeline.datasourceNodes().isEmpty()) {
      problems.error(
          ProblemCode.NO_DATASOURCE,
          NODES,
          "There is no datasource node, so a run has nowhere to start.",
          "Add a node of type 'datasource'.");
    }
    List<PipelineNode> indexes = pipeline.ofType(NodeTypes.KNOWLEDGE_INDEX);
    if (indexes.isEmpty()) {
      problems.error(
          ProblemCode.NO_KNOWLEDGE_INDEX,
          NODES,
          "DSL is not valid, please check the Knowledge Index node.",
          "Add a node of type 'knowledge-index'; without it nothing is stored.");
    } else if (indexes.size() > 1) {
      problems.error(
          ProblemCode.MULTIPLE_KNOWLEDGE_INDEX,
          NODES,
          "There are several knowledge-index nodes: "
              + indexes.stream().map(PipelineNode::id).limit(50).toList()
              + ".",
          "Keep one, and lead every branch to it.");
    }
    for (PipelineNode node : pipeline.nodes()) {
      if (!NodeTypes.KNOWN.contains(node.type())) {
        unknownType(node, pipeline.parts().nodeIndexes().get(node.id()), problems);
      }
    }
  }

  private static void unknownType(PipelineNode node, @Nullable Integer index, Problems problems) {
    String path = NODES + "[" + index + "].data.type";
    if (node.type().isEmpty()) {
      problems.error(
          ProblemCode.MISSING_FIELD,
          path,
          "The node '" + node.id() + "' has no type.",
          "Say what it is, such as type: tool.");
    } else {
      problems.warning(
          ProblemCode.UNKNOWN_NODE_TYPE,
          path,
          "The type '" + node.type() + "' of node '" + node.id() + "' is not known to Dify.",
          "A run that reaches it fails unless a plugin provides it.");
    }
  }
}
