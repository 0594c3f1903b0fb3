package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import io.millrace.graph.Node;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The node types that core runs itself; every engine has them.
 *
 * @since 0.1
 */
public final class BuiltInNodes implements NodeExecutorProvider {
  private static final ImmutableMap<String, BiFunction<Node, NodeServices, NodeExecutor>> TYPES =
      ImmutableMap.of(
          "code", CodeNode::new,
          "datasource", DatasourceNode::new,
          "tool", ToolNode::new,
          "knowledge-index", KnowledgeIndexNode::new);

  /** Opens nothing. */
  public BuiltInNodes() {}

  @Override
  public String id() {
    return "built-in";
  }

  @Override
  public Set<String> types() {
    return TYPES.keySet();
  }

  @Override
  public NodeExecutor create(Node node, NodeServices services) {
    BiFunction<Node, NodeServices, NodeExecutor> factory = TYPES.get(node.type());
    if (factory == null) {
      throw new InvalidNodeException(
          "Node type '%s' is not built in. Known: %s".formatted(node.type(), TYPES.keySet()));
    }
    return factory.apply(node, services);
  }
}
