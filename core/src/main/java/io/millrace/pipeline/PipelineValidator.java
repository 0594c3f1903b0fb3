package io.millrace.pipeline;

import java.util.List;

/**
 * Finds everything that is wrong with a pipeline, at once.
 *
 * <p>Linear in the size of the pipeline. What it finds is a prediction: nodes that a run never
 * reaches may be wrong and harm nobody.
 *
 * @since 0.1
 */
public final class PipelineValidator {
  private PipelineValidator() {}

  /** Returns the problems of {@code pipeline}, in the order of the file's sections. */
  public static List<PipelineProblem> validate(Pipeline pipeline) {
    Problems problems = new Problems();
    DependencyRules.check(pipeline, problems);
    if (ShapeRules.check(pipeline, problems)) {
      GraphRules.check(pipeline, problems);
      RoleRules.check(pipeline, problems);
      for (PipelineNode node : pipeline.nodes()) {
        String path = "workflow.graph.nodes[" + pipeline.parts().nodeIndexes().get(node.id()) + "]";
        NodeRules.check(node, path + ".data", problems);
        ErrorHandlingRules.check(node, path + ".data", problems);
        ContainerRules.check(pipeline, node, path + ".data", problems);
      }
      KnowledgeIndexRules.check(pipeline, problems);
      BranchRules.check(pipeline, problems);
      ReferenceRules.check(pipeline, problems);
    }
    VariableRules.check(pipeline, problems);
    return List.copyOf(problems.found());
  }
}
