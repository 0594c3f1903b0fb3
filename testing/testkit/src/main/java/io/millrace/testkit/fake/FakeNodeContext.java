package io.millrace.testkit.fake;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.millrace.node.NodeContext;
import io.millrace.node.RunInfo;
import io.millrace.variable.VariablePool;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs one node alone, with the values that a test puts in, and keeps what the node warned of and
 * streamed.
 *
 * @since 0.1
 */
public final class FakeNodeContext implements NodeContext {
  private final VariablePool variables;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<String> streamed = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /** Makes a context over these values. */
  public FakeNodeContext(VariablePool variables) {
    this.variables = requireNonNull(variables, "variables");
  }

  /** Says from now on that the run was cancelled. */
  public void cancel() {
    cancelled = true;
  }

  /** Returns the pieces that were streamed, each as {@code name: piece}. */
  public ImmutableList<String> streamed() {
    return ImmutableList.copyOf(streamed);
  }

  @Override
  public VariablePool variables() {
    return variables;
  }

  @Override
  public String executionId() {
    return "execution-1";
  }

  @Override
  public RunInfo run() {
    return new RunInfo("run-1", false, null, null, null, "batch-1");
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public void stream(String name, String piece) {
    streamed.add(name + ": " + piece);
  }

  @Override
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
