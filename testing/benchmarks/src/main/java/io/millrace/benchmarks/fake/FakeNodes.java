package io.millrace.benchmarks.fake;

import com.google.common.collect.ImmutableMap;
import io.millrace.graph.Node;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import java.util.Map;
import java.util.Set;

/** Node types that do what a benchmark says. */
public final class FakeNodes implements NodeExecutorProvider {
  private final ImmutableMap<String, NodeExecutor> executors;

  public FakeNodes(Map<String, NodeExecutor> executors) {
    this.executors = ImmutableMap.copyOf(executors);
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public Set<String> types() {
    return executors.keySet();
  }

  @Override
  public NodeExecutor create(Node node, NodeServices services) {
    NodeExecutor executor = executors.get(node.type());
    if (executor == null) {
      throw new IllegalArgumentException(node.type());
    }
    return executor;
  }
}
