package io.millrace.benchmarks.node;

import io.millrace.graph.Node;
import io.millrace.node.NodeContext;
import io.millrace.node.RunInfo;
import io.millrace.variable.VariablePool;
import java.time.Instant;
import java.util.Map;

/** What a node needs to run without an engine. */
record NodeCalls(VariablePool variables) implements NodeContext {

  static Node node(String type, Map<String, Object> data) {
    return new Node(0, "node", type, "node", data, null);
  }

  @Override
  public String executionId() {
    return "execution";
  }

  @Override
  public RunInfo run() {
    return new RunInfo("run", false, null, null, null, "batch");
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public Instant deadline() {
    return Instant.now().plusSeconds(60);
  }

  @Override
  public void warn(String sentence) {
    throw new IllegalStateException(sentence);
  }
}
