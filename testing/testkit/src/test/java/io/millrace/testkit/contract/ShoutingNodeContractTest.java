package io.millrace.testkit.contract;

import io.millrace.graph.Node;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.variable.VariablePool;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class ShoutingNodeContractTest extends NodeExecutorContract {
  @Override
  protected NodeExecutorProvider provider() {
    return Planted.in(NodeExecutorProvider.class, new Shouting());
  }

  @Override
  protected Node goodNode() {
    return shout("!");
  }

  @Override
  protected Optional<Node> badNode() {
    return Optional.of(shout(7));
  }

  @Override
  protected Optional<Node> nodeThatTakesForEver() {
    return Optional.of(shout("for ever"));
  }

  private static Node shout(Object mark) {
    return node("shout", Map.of("mark", mark));
  }

  @Override
  protected void prepare(VariablePool variables) {
    variables.put("start", "text", "flood");
  }

  private static final class Shouting implements NodeExecutorProvider {
    @Override
    public String id() {
      return "shouting";
    }

    @Override
    public Set<String> types() {
      return Set.of("shout");
    }

    @Override
    public NodeExecutor create(Node node, NodeServices services) {
      if (!(node.data().get("mark") instanceof String mark)) {
        throw new InvalidNodeException("Field 'mark' must be a text");
      }
      return Planted.in(NodeExecutor.class, new Shout(mark));
    }
  }

  private static final class Shout implements NodeExecutor {
    private final String mark;

    Shout(String mark) {
      this.mark = mark;
    }

    @Override
    public NodeResult execute(NodeContext context) throws InterruptedException {
      if (mark.equals("for ever")) {
        var unused = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
      }
      Object text =
          context
              .variables()
              .stored("start", "text")
              .orElseThrow(() -> new IllegalArgumentException("nothing to shout"))
              .raw();
      return NodeResult.succeeded(Map.of("text", text + mark));
    }
  }
}
