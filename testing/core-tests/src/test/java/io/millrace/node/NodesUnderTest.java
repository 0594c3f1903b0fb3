package io.millrace.node;

import io.millrace.graph.Node;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Opens the door to executors that only the engine can see. */
@NullMarked
public final class NodesUnderTest {
  private NodesUnderTest() {}

  /** Returns a {@code document-extractor} node with these settings. */
  public static NodeExecutor documentExtractor(Map<String, Object> data, NodeServices services) {
    return new DocumentExtractorNode(
        new Node(0, "extract", "document-extractor", "", data, null), services);
  }
}
