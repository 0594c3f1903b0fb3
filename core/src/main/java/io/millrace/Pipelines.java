package io.millrace;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.millrace.engine.ExecutionPlan;
import io.millrace.graph.Node;
import io.millrace.graph.WorkflowGraph;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import io.millrace.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Compiles each pipeline object once and forgets it with the object. */
final class Pipelines {
  private final Cache<Pipeline, Compiled> compiled = CacheBuilder.newBuilder().weakKeys().build();
  private final Plugins plugins;
  private final NodeServices services;

  Pipelines(Plugins plugins, NodeServices services) {
    this.plugins = plugins;
    this.services = services;
  }

  /**
   * A pipeline ready to run.
   *
   * @param id stands for the pipeline, whatever its version
   * @param workflowId stands for this version
   */
  record Compiled(ExecutionPlan plan, String id, String workflowId) {}

  Compiled compile(Pipeline pipeline) {
    Compiled known = compiled.getIfPresent(pipeline);
    if (known == null) {
      WorkflowGraph graph = WorkflowGraph.of(pipeline.nodes(), pipeline.edges());
      known =
          new Compiled(
              ExecutionPlan.of(graph, this::executor),
              uuid("pipeline " + pipeline.name()),
              uuid("workflow " + pipeline.name() + " " + pipeline.hashCode()));
      compiled.put(pipeline, known);
    }
    return known;
  }

  private NodeExecutor executor(Node node) {
    NodeExecutorProvider provider = plugins.nodeTypes().get(node.type());
    if (provider == null) {
      throw new InvalidNodeException(
          "no executor for node type '%s'. Installed: %s. Add the module that has it to the class path"
              .formatted(node.type(), plugins.nodeTypes().keySet().stream().sorted().toList()));
    }
    return provider.create(node, services);
  }

  private static String uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
