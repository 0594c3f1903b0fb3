package io.millrace.node.model;

import com.google.common.collect.ImmutableMap;
import io.millrace.graph.Node;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The node types that call models; every engine has them.
 *
 * @since 0.1
 */
public final class ModelNodes implements NodeExecutorProvider {
  private static final ImmutableMap<String, BiFunction<Settings, NodeServices, NodeExecutor>>
      TYPES =
          ImmutableMap.of(
              "knowledge-index", KnowledgeIndexNode::new,
              "llm", LlmNode::new,
              "parameter-extractor", ParameterExtractorNode::new,
              "question-classifier", QuestionClassifierNode::new,
              "knowledge-retrieval", KnowledgeRetrievalNode::new);

  /** Opens nothing. */
  public ModelNodes() {}

  @Override
  public String id() {
    return "model-nodes";
  }

  @Override
  public Set<String> types() {
    return TYPES.keySet();
  }

  @Override
  public NodeExecutor create(Node node, NodeServices services) {
    BiFunction<Settings, NodeServices, NodeExecutor> factory = TYPES.get(node.type());
    if (factory == null) {
      throw new InvalidNodeException(
          "Node type '%s' calls no model. Known: %s".formatted(node.type(), TYPES.keySet()));
    }
    return factory.apply(Settings.of(node), services);
  }
}
