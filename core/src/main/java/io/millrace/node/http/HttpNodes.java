package io.millrace.node.http;

import io.millrace.graph.Node;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import java.util.Set;

/**
 * The {@code http-request} node type; every engine has it.
 *
 * @since 0.1
 */
public final class HttpNodes implements NodeExecutorProvider {

  /** Opens nothing. */
  public HttpNodes() {}

  @Override
  public String id() {
    return "http-nodes";
  }

  @Override
  public Set<String> types() {
    return Set.of("http-request");
  }

  @Override
  public NodeExecutor create(Node node, NodeServices services) {
    return new HttpRequestNode(Settings.of(node), services);
  }
}
