package io.millrace.template.jinjava;

import io.millrace.node.NodeContext;
import io.millrace.node.RunInfo;
import io.millrace.variable.VariablePool;
import java.time.Instant;

/** A context that runs one node alone. */
record TestContext(VariablePool variables, boolean cancelled, Instant deadline)
    implements NodeContext {

  static TestContext of(VariablePool variables) {
    return new TestContext(variables, false, Instant.MAX);
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
  public void warn(String sentence) {
    throw new AssertionError("unexpected warning: " + sentence);
  }
}
