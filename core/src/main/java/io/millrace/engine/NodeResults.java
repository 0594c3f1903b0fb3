package io.millrace.engine;

import io.millrace.event.NodeStatus;
import io.millrace.event.RunStatus;
import io.millrace.node.NodeResult;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node's final result does to its walk (spec/04 §1); called under the walk's lock. */
final class NodeResults {
  private NodeResults() {}

  static void settle(
      GraphWalk walk, NodeRun run, NodeResult result, EdgeStates edges, List<Integer> ready) {
    if (result instanceof NodeResult.Succeeded succeeded) {
      succeed(walk, run, succeeded, edges, ready);
    } else if (result instanceof NodeResult.Failed failed) {
      fail(walk, run, failed, edges, ready);
    }
  }

  private static void succeed(
      GraphWalk walk,
      NodeRun run,
      NodeResult.Succeeded result,
      EdgeStates edges,
      List<Integer> ready) {
    PlannedNode planned = run.planned;
    store(walk, run, result.outputs());
    countTokens(walk.context(), result);
    if (planned.kind() == PlannedNode.Kind.RESPONSE && walk.frame().responds()) {
      walk.context().respond(plain(result.outputs()));
    } else if (planned.kind() == PlannedNode.Kind.LOOP_END) {
      walk.reachedLoopEnd();
    }
    reportContainer(walk, run, NodeStatus.SUCCEEDED, result);
    if (planned.isBranch() && result.handle().isEmpty()) {
      report(walk, run, NodeStatus.SUCCEEDED, result, null);
      noBranch(walk, planned);
      return;
    }
    edges.follow(planned, result.handle(), ready);
    report(walk, run, NodeStatus.SUCCEEDED, result, null);
  }

  private static void noBranch(GraphWalk walk, PlannedNode planned) {
    String text = "Branch node " + planned.node().id() + " completed without selecting a branch";
    walk.endLocked(new WalkResult(RunStatus.FAILED, text, ""));
  }

  private static void fail(
      GraphWalk walk,
      NodeRun run,
      NodeResult.Failed result,
      EdgeStates edges,
      List<Integer> ready) {
    ErrorPolicy policy = run.planned.policy();
    String error = result.error();
    reportContainer(walk, run, NodeStatus.FAILED, result);
    if (policy.strategy() == ErrorPolicy.Strategy.FAIL) {
      report(walk, run, NodeStatus.FAILED, result, error);
      walk.endLocked(new WalkResult(RunStatus.FAILED, error, result.errorType()));
      return;
    }
    NodeResult.Failed handled = handled(policy, result);
    store(walk, run, handled.outputs());
    if (run.planned.kind() == PlannedNode.Kind.BRANCH && !policy.branches()) {
      report(walk, run, NodeStatus.EXCEPTION, handled, error);
      noBranch(walk, run.planned);
      return;
    }
    edges.follow(run.planned, policy.branches() ? "fail-branch" : "source", ready);
    report(walk, run, NodeStatus.EXCEPTION, handled, error);
  }

  /** The outputs that an error strategy puts in the place of the node's own. */
  private static NodeResult.Failed handled(ErrorPolicy policy, NodeResult.Failed result) {
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    if (policy.strategy() == ErrorPolicy.Strategy.DEFAULT_VALUE) {
      outputs.putAll(policy.defaults());
    }
    outputs.put("error_message", result.error());
    outputs.put("error_type", result.errorType());
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(result.metadata());
    metadata.put(
        "error_strategy",
        policy.strategy() == ErrorPolicy.Strategy.FAIL_BRANCH ? "fail-branch" : "default-value");
    return new NodeResult.Failed(
        result.error(),
        result.errorType(),
        result.inputs(),
        result.processData(),
        outputs,
        metadata);
  }

  private static void store(GraphWalk walk, NodeRun run, Map<String, @Nullable Object> outputs) {
    String node = run.planned.node().id();
    outputs.forEach(
        (name, value) ->
            walk.pool().put(node, name, value instanceof Value typed ? typed : Value.of(value)));
  }

  private static void countTokens(WalkContext context, NodeResult result) {
    if (result.metadata().get("total_tokens") instanceof Number tokens) {
      context.tokens.addAndGet(tokens.longValue());
    }
  }

  private static void reportContainer(
      GraphWalk walk, NodeRun run, NodeStatus status, NodeResult result) {
    if (run.container != null && run.container.steps() >= 0) {
      walk.context()
          .listener
          .containerCompleted(
              run.execution, run.startedAt, status, shown(result), run.container.steps());
    }
  }

  static void reportStopped(GraphWalk walk, NodeRun run, String reason) {
    NodeResult.Failed failed = NodeResult.failed(reason, "Stopped");
    reportContainer(walk, run, NodeStatus.STOPPED, failed);
    report(walk, run, NodeStatus.STOPPED, failed, reason);
  }

  private static void report(
      GraphWalk walk, NodeRun run, NodeStatus status, NodeResult result, @Nullable String error) {
    walk.context()
        .listener
        .nodeFinished(run.execution, run.startedAt, status, shown(result), error);
  }

  /** The same result with plain values, for events. */
  private static NodeResult shown(NodeResult result) {
    boolean typed = result.outputs().values().stream().anyMatch(Value.class::isInstance);
    if (!typed) {
      return result;
    } else if (result instanceof NodeResult.Failed failed) {
      return failed.withOutputs(plain(failed.outputs()));
    }
    NodeResult.Succeeded succeeded = (NodeResult.Succeeded) result; // a suspension is no result
    return new NodeResult.Succeeded(
        succeeded.inputs(),
        succeeded.processData(),
        plain(succeeded.outputs()),
        succeeded.metadata(),
        succeeded.handle());
  }

  private static @Nullable Object shown(Value value) {
    return value.type() == ValueType.SECRET ? value.log() : value.raw();
  }

  private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> outputs) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    outputs.forEach(
        (name, value) -> plain.put(name, value instanceof Value typed ? shown(typed) : value));
    return plain;
  }
}
