package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import io.millrace.graph.Node;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The node types that core runs itself; every engine has them.
 *
 * @since 0.1
 */
public final class BuiltInNodes implements NodeExecutorProvider {
  private static final ImmutableMap<String, BiFunction<Node, NodeServices, NodeExecutor>> TYPES =
      ImmutableMap.<String, BiFunction<Node, NodeServices, NodeExecutor>>builder()
          .put("code", CodeNode::new)
          .put("datasource", DatasourceNode::new)
          .put("tool", ToolNode::new)
          .put("document-extractor", DocumentExtractorNode::new)
          .put("start", (node, services) -> new StartNode(node.id(), Settings.of(node)))
          .put("end", settings(EndNode::new))
          .put("answer", settings(AnswerNode::new))
          .put("if-else", settings(IfElseNode::new))
          .put("variable-aggregator", settings(VariableAggregatorNode::new))
          // the aggregator's former name; the node that assigns is "assigner"
          .put("variable-assigner", settings(VariableAggregatorNode::new))
          .put("list-operator", settings(ListOperatorNode::new))
          .put("human-input", settings(HumanInputNode::new))
          .put("assigner", settings(BuiltInNodes::assigner))
          .buildOrThrow();

  /** Opens nothing. */
  public BuiltInNodes() {}

  private static BiFunction<Node, NodeServices, NodeExecutor> settings(
      Function<Settings, NodeExecutor> factory) {
    return (node, services) -> factory.apply(Settings.of(node));
  }

  private static NodeExecutor assigner(Settings settings) {
    return settings.string("version", "1").equals("2")
        ? new VariableAssignerV2Node(settings)
        : new VariableAssignerV1Node(settings);
  }

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
