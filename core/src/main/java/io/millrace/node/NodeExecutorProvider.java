package io.millrace.node;

import io.millrace.graph.Node;
import java.util.Set;

/**
 * Makes executors for node types.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder. Needs a public
 * no-argument constructor that opens nothing.
 *
 * @since 0.1
 */
public interface NodeExecutorProvider {

  /** Returns this provider's id, unique among providers. */
  String id();

  /** Returns the node types it serves, such as {@code document-extractor}. */
  Set<String> types();

  /**
   * Reads a node's settings and returns its executor. Called once a node when a pipeline is
   * compiled.
   *
   * @throws InvalidNodeException if the settings cannot be used; the message names the field
   */
  NodeExecutor create(Node node, NodeServices services);
}
