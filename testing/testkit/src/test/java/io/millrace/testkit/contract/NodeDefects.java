package io.millrace.testkit.contract;

import io.millrace.file.FileRef;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    all.add(
        new Defect<>(
            ShoutingToolContractTest.class,
            "itsProviderOffersItUnderANameOfItsOwn",
            ToolProvider.class,
            "tools",
            (good, call) -> List.of(good.tools().get(0), good.tools().get(0))));
    tool(
        all,
        "whatItTakesIsDeclared",
        "description",
        Defect.always(ToolDescription.of("shout", "Says it loudly.")));
    tool(all, "aGoodCallSaysSomething", "invoke", Defect.always(List.of()));
    tool(
        all,
        "whatItSaysIsWhatAPipelineCanHold",
        "invoke",
        Defect.always(List.of(new ToolMessage.File(FileRef.stored("nowhere", "a.txt", null, 1)))));
    tool(
        all,
        "whatItSaysIsWhatAPipelineCanHold",
        "invoke",
        Defect.always(List.of(new ToolMessage.Variable("thread", new Thread()))));
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
    tool(
        all,
        "aFailureIsAToolExceptionThatCanBeShown",
        "invoke",
        (good, call) -> {
          throw new ToolException(
              "Cannot use " + call.argument(0, ToolInvocation.class).parameters(), null);
        });
    tool(
        all,
        "aCallThatLacksEverythingIsAnsweredOrAToolException",
        "invoke",
        (good, call) -> {
          Objects.requireNonNull(call.argument(0, ToolInvocation.class).parameter("text"), "text");
          return call.real();
        });
    tool(all, "aCallThatIsInterruptedUnderWayComesBack", "invoke", Defect.deaf());
    tool(all, "manyThreadsMayCallAtOnce", "invoke", Defect.notTogether());
    tool(all, "aCallOfAnInterruptedThreadComesBack", "invoke", Defect.upsetByInterrupts());
  }

  private static void tool(
      List<Defect<?>> all, String test, String method, Defect.Wrong<Tool> wrong) {
    all.add(new Defect<>(ShoutingToolContractTest.class, test, Tool.class, method, wrong));
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
    Map<NodeExecutor, Object> first = new ConcurrentHashMap<>();
    node(
        all,
        "nothingOfARunIsKept",
        (good, call) -> {
          if (!first.containsKey(good)) {
            first.put(good, call.real());
          }
          return first.get(good);
        });
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
    node(all, "anExecutionThatIsInterruptedUnderWayComesBack", Defect.deaf());
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
    all.add(
        new Defect<>(
            ShoutingNodeContractTest.class, test, NodeExecutorProvider.class, method, wrong));
  }

  private static void node(List<Defect<?>> all, String test, Defect.Wrong<NodeExecutor> wrong) {
    all.add(
        new Defect<>(ShoutingNodeContractTest.class, test, NodeExecutor.class, "execute", wrong));
  }
}
