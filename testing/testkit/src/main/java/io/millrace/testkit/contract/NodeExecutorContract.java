package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.graph.Node;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.testkit.fake.FakeNodeContext;
import io.millrace.testkit.fake.FakeNodeServices;
import io.millrace.variable.VariablePool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link NodeExecutor} and its provider must do. Extend it once for each node type.
 *
 * @since 0.1
 */
public abstract class NodeExecutorContract {

  /** Returns the provider under test. */
  protected abstract NodeExecutorProvider provider();

  /** Returns the node's type and settings, with which it succeeds. */
  protected abstract Node goodNode() throws Exception;

  /** Puts the values in that the good node reads; none unless overridden. */
  protected void prepare(VariablePool variables) throws Exception {}

  /** Returns settings that the provider must refuse; none unless overridden. */
  protected Optional<Node> badNode() {
    return Optional.empty();
  }

  /** Returns a node that never ends by itself; none unless overridden. */
  protected Optional<Node> nodeThatTakesForEver() {
    return Optional.empty();
  }

  /** Returns what an engine lends to the node; fakes in memory unless overridden. */
  protected NodeServices services() {
    return new FakeNodeServices();
  }

  /** Returns whether the same values always give the same outputs; true unless overridden. */
  protected boolean supportsRepeating() {
    return true;
  }

  /** Returns a node of some id and type with these settings. */
  protected static Node node(String type, Map<String, Object> settings) {
    return new Node(0, "node", type, "", settings, null);
  }

  @Test
  protected void theProviderAlwaysSaysTheSameOfItself() throws Exception {
    NodeExecutorProvider provider = provider();

    assertThat(provider.id()).isNotBlank().isEqualTo(provider().id());
    assertThat(provider.types()).isNotEmpty().isEqualTo(provider().types());
    assertThat(provider.types()).contains(goodNode().type());
  }

  @Test
  protected void aGoodNodeSucceeds() throws Exception {
    NodeResult result = executor().execute(context());

    assertThat(result).isNotNull().isInstanceOf(NodeResult.Succeeded.class);
  }

  @Test
  protected void outputsAreValuesThatAPipelineCanHold() throws Exception {
    VariablePool variables = new VariablePool();

    executor()
        .execute(context())
        .outputs()
        .forEach((name, value) -> variables.put("node", name, value));
  }

  @Test
  protected void theSameValuesGiveTheSameOutputs() throws Exception {
    assumeTrue(supportsRepeating(), "the node says that its outputs differ");
    NodeExecutor executor = executor();

    Map<String, @Nullable Object> first = executor.execute(context()).outputs();

    assertThat(executor.execute(context()).outputs()).isEqualTo(first);
  }

  @Test
  protected void nothingOfARunIsKept() throws Exception {
    assumeTrue(supportsRepeating(), "the node says that its outputs differ");
    NodeExecutor used = executor();
    used.execute(context());

    assertThat(outcomeWithoutValues(used))
        .as("what comes of it where there are no values, after a run with values")
        .isEqualTo(outcomeWithoutValues(executor()));
    assertThat(used.execute(context()).outputs())
        .as("what it gives after a run without values")
        .isEqualTo(executor().execute(context()).outputs());
  }

  /** Returns what a run gives, or the type of what it throws. */
  private static Object outcomeWithoutValues(NodeExecutor executor) {
    NodeResult[] result = new NodeResult[1];
    Throwable failure =
        catchThrowable(() -> result[0] = executor.execute(new FakeNodeContext(new VariablePool())));
    return failure == null ? result[0].outputs() : failure.getClass();
  }

  @Test
  protected void manyThreadsMayRunItAtOnce() throws Exception {
    NodeExecutor executor = executor();
    Map<String, @Nullable Object> alone = executor.execute(context()).outputs();

    List<NodeResult> results = Threads.together(() -> executor.execute(context()));

    assertThat(results)
        .allSatisfy(result -> assertThat(result).isInstanceOf(NodeResult.Succeeded.class));
    if (supportsRepeating()) {
      assertThat(results).allSatisfy(result -> assertThat(result.outputs()).isEqualTo(alone));
    }
  }

  @Test
  protected void anExecutionOnAnInterruptedThreadComesBack() throws Exception {
    NodeExecutor executor = executor();

    var unused =
        Threads.interruptedBefore("An interrupted execution", () -> executor.execute(context()));
  }

  @Test
  protected void anExecutionThatIsInterruptedUnderWayComesBack() throws Exception {
    Optional<Node> endless = nodeThatTakesForEver();
    assumeTrue(endless.isPresent(), "the test names no node that never ends");
    NodeExecutor executor = provider().create(endless.orElseThrow(), services());

    var unused =
        Threads.interruptedUnderWay("An interrupted execution", () -> executor.execute(context()));
  }

  @Test
  protected void settingsThatCannotBeUsedAreRefusedWithTheReason() {
    Optional<Node> bad = badNode();
    assumeTrue(bad.isPresent(), "the test names no settings that cannot be used");

    assertThatThrownBy(() -> provider().create(bad.orElseThrow(), services()))
        .isInstanceOf(InvalidNodeException.class)
        .message()
        .isNotBlank();
  }

  private NodeExecutor executor() throws Exception {
    return provider().create(goodNode(), services());
  }

  private FakeNodeContext context() throws Exception {
    VariablePool variables = new VariablePool();
    prepare(variables);
    return new FakeNodeContext(variables);
  }
}
