package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import io.millrace.graph.Node;
import java.util.Set;

/**
 * The nodes that only move values: start, end, answer, if-else, variable aggregator, list operator,
 * assigner. They need no services and wait for nothing.
 *
 * @since 0.1
 */
public final class FlowNodes implements NodeExecutorProvider {
  private static final ImmutableMap<String, Factory> FACTORIES =
      ImmutableMap.<String, Factory>builder()
          .put("start", StartNode::new)
          .put("end", (id, settings) -> new EndNode(settings))
          .put("answer", (id, settings) -> new AnswerNode(settings))
          .put("if-else", (id, settings) -> new IfElseNode(settings))
          .put("variable-aggregator", (id, settings) -> new VariableAggregatorNode(settings))
          // The type's former name; the node that assigns is "assigner".
          .put("variable-assigner", (id, settings) -> new VariableAggregatorNode(settings))
          .put("list-operator", (id, settings) -> new ListOperatorNode(settings))
          .put("assigner", (id, settings) -> assigner(settings))
          .buildOrThrow();

  private interface Factory {
    NodeExecutor create(String nodeId, Settings settings);
  }

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public FlowNodes() {}

  @Override
  public String id() {
    return "flow";
  }

  @Override
  public Set<String> types() {
    return FACTORIES.keySet();
  }

  @Override
  public NodeExecutor create(Node node, NodeServices services) {
    Factory factory = FACTORIES.get(node.type());
    if (factory == null) {
      throw new InvalidNodeException(
          "Node '%s' has type '%s'. Known: %s".formatted(node.id(), node.type(), types()));
    }
    return factory.create(node.id(), Settings.of(node));
  }

  private static NodeExecutor assigner(Settings settings) {
    return settings.string("version", "1").equals("2")
        ? new VariableAssignerV2Node(settings)
        : new VariableAssignerV1Node(settings);
  }
}
