package io.millrace;

import io.millrace.graph.Node;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import java.util.Map;
import java.util.Set;

/**
 * Node types that need no settings.
 *
 * @param executors what runs each type
 */
record FixedNodes(Map<String, NodeExecutor> executors) implements NodeExecutorProvider {
  @Override
  public String id() {
    return "fixed-nodes";
  }

  @Override
  public Set<String> types() {
    return executors.keySet();
  }

  @Override
  @SuppressWarnings("NullAway") // asked for its types alone
  public NodeExecutor create(Node node, NodeServices services) {
    return executors.get(node.type());
  }
}
