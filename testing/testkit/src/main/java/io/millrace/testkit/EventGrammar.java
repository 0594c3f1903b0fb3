package io.millrace.testkit;

import io.millrace.event.NodeExecution;
import io.millrace.event.PipelineEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that the events of every run keep. Not thread-safe. */
final class EventGrammar {
  private final Map<String, Run> runs = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  void accept(PipelineEvent event) {
    runs.computeIfAbsent(event.header().runId(), Run::new).accept(event);
  }

  /** Returns what was broken, runs that have not ended included. */
  List<String> violations() {
    List<String> all = new ArrayList<>(broken);
    runs.values().stream()
        .filter(run -> !run.ended)
        .forEach(run -> all.add("run %s has no WorkflowFinished".formatted(run.id)));
    return all;
  }

  private final class Run {
    private final String id;
    private final Map<String, NodeExecution> open = new LinkedHashMap<>();
    private long last;
    private boolean ended;

    Run(String id) {
      this.id = id;
    }

    void accept(PipelineEvent event) {
      check(!ended, event, "comes after WorkflowFinished");
      check(event.header().sequence() == last + 1, event, "does not follow event " + last);
      last = event.header().sequence();
      check(
          event instanceof PipelineEvent.WorkflowStarted == (last == 1),
          event,
          last == 1 ? "is first instead of WorkflowStarted" : "begins the run again");
      if (event instanceof PipelineEvent.NodeStarted e) {
        start(e, e.node());
      } else if (event instanceof PipelineEvent.ContainerStarted e) {
        start(e, e.node());
      } else if (event instanceof PipelineEvent.NodeRetry e) {
        check(open.containsKey(e.node().id()), e, "retries a node that has not started");
      } else if (event instanceof PipelineEvent.ContainerNext e) {
        check(open.containsKey(e.node().id()), e, "is of a container that has not started");
      } else if (event instanceof PipelineEvent.NodeFinished e) {
        finish(e, e.node());
      } else if (event instanceof PipelineEvent.ContainerCompleted e) {
        finish(e, e.node());
      } else if (event instanceof PipelineEvent.WorkflowFinished e) {
        ended = true;
        check(open.isEmpty(), e, "leaves nodes open: " + nodesOf(open));
      }
    }

    private void start(PipelineEvent event, NodeExecution node) {
      check(open.put(node.id(), node) == null, event, "starts execution " + node.id() + " twice");
    }

    private void finish(PipelineEvent event, NodeExecution node) {
      check(open.remove(node.id()) != null, event, "finishes what has not started, or twice");
    }

    private void check(boolean holds, PipelineEvent event, String rule) {
      if (!holds) {
        broken.add("#%d %s %s".formatted(event.header().sequence(), EventLine.of(event), rule));
      }
    }
  }

  private static List<String> nodesOf(Map<String, NodeExecution> open) {
    return open.values().stream().map(NodeExecution::nodeId).toList();
  }
}
