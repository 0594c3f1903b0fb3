package io.millrace.engine;

/** Makes the run of a container node. */
final class ContainerRuns {
  private ContainerRuns() {}

  static ContainerRun create(GraphWalk walk, NodeRun run, ContainerSettings settings) {
    if (settings.specific() instanceof ContainerSettings.Iteration iteration) {
      return new IterationRun(walk, run, settings.startNodeId(), iteration);
    }
    return new LoopRun(
        walk, run, settings.startNodeId(), (ContainerSettings.Loop) settings.specific());
  }
}
