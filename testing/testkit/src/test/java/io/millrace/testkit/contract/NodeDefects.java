package io.millrace.testkit.contract;

import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What tools and nodes can do wrong. */
final class NodeDefects {
  private NodeDefects() {}

  static List<Defect<?>> all() {
    List<Defect<?>> all = new ArrayList<>();
    tools(all);
    nodes(all);
    return all;
  }

  private static void tools(List<Defect<?>> all) {
    AtomicInteger calls = new AtomicInteger();
    tool(
        all,
        "itsDescriptionIsAlwaysTheSame",
        "description",
        (good, call) -> ToolDescription.of("tool-" + calls.incrementAndGet(), "Another one."));
    tool(all, "aGoodCallSaysSomething", "invoke", Defect.always(List.of()));
    tool(
        all,
        "theSameCallGivesTheSame",
        "invoke",
        (good, call) -> List.of(new ToolMessage.Text("call " + calls.incrementAndGet())));
    tool(
        all,
        "aFailureIsAToolExceptionThatCanBeShown",
        "invoke",
        (good, call) -> {
          try {
            return call.real();
          } catch (ToolException e) {
            return List.of(new ToolMessage.Text("all is well"));
          }
        });
    tool(all, "manyThreadsMayCallAtOnce", "invoke", Defect.notTogether());
    tool(all, "aCallOfAnInterruptedThreadComesBack", "invoke", Defect.upsetByInterrupts());
  }

  private static void tool(
      List<Defect<?>> all, String test, String method, Defect.Wrong<Tool> wrong) {
    all.add(new Defect<>(Stages.Tools.class, test, Tool.class, method, wrong));
  }

  private static void nodes(List<Defect<?>> all) {
    provider(all, "theProviderAlwaysSaysTheSameOfItself", "id", Defect.restless());
    node(all, "aGoodNodeSucceeds", (good, call) -> NodeResult.failed("No.", "Refusal"));
    node(
        all,
        "outputsAreValuesThatAPipelineCanHold",
        (good, call) -> NodeResult.succeeded(Map.of("text", new Thread())));
    AtomicInteger calls = new AtomicInteger();
    node(
        all,
        "theSameValuesGiveTheSameOutputs",
        (good, call) -> NodeResult.succeeded(Map.of("text", "call " + calls.incrementAndGet())));
    Set<NodeExecutor> failed = ConcurrentHashMap.newKeySet();
    node(
        all,
        "nothingOfARunIsKept",
        (good, call) -> {
          try {
            NodeResult result = (NodeResult) call.real();
            return failed.contains(good)
                ? NodeResult.succeeded(Map.of("text", "after a failure"))
                : result;
          } catch (IllegalArgumentException e) {
            failed.add(good);
            throw e;
          }
        });
    node(all, "manyThreadsMayRunItAtOnce", Defect.notTogether());
    node(all, "anExecutionOnAnInterruptedThreadComesBack", Defect.deaf());
    provider(
        all,
        "settingsThatCannotBeUsedAreRefusedWithTheReason",
        "create",
        (good, call) -> {
          try {
            return call.real();
          } catch (InvalidNodeException e) {
            return (NodeExecutor) context -> NodeResult.succeeded(Map.of());
          }
        });
  }

  private static void provider(
      List<Defect<?>> all, String test, String method, Defect.Wrong<NodeExecutorProvider> wrong) {
    all.add(new Defect<>(Stages.Nodes.class, test, NodeExecutorProvider.class, method, wrong));
  }

  private static void node(List<Defect<?>> all, String test, Defect.Wrong<NodeExecutor> wrong) {
    all.add(new Defect<>(Stages.Nodes.class, test, NodeExecutor.class, "execute", wrong));
  }
}
