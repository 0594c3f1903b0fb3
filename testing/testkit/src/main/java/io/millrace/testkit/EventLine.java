package io.millrace.testkit;

import io.millrace.event.NodeExecution;
import io.millrace.event.PipelineEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event as one short line, for people who read a failed test. */
final class EventLine {
  private EventLine() {}

  static String of(PipelineEvent event) {
    String name = event.getClass().getSimpleName();
    if (event instanceof PipelineEvent.NodeStarted e) {
      return name + " " + e.node().nodeId();
    } else if (event instanceof PipelineEvent.NodeRetry e) {
      return "%s %s %d: %s".formatted(name, e.node().nodeId(), e.retryIndex(), e.error());
    } else if (event instanceof PipelineEvent.NodeFinished e) {
      return ended(name, e.node(), e.status(), e.error());
    } else if (event instanceof PipelineEvent.ContainerStarted e) {
      return "%s %s of %d".formatted(name, e.node().nodeId(), e.length());
    } else if (event instanceof PipelineEvent.ContainerNext e) {
      return "%s %s %d".formatted(name, e.node().nodeId(), e.index());
    } else if (event instanceof PipelineEvent.ContainerCompleted e) {
      return ended(name, e.node(), e.status(), e.error());
    } else if (event instanceof PipelineEvent.ItemFinished e) {
      return "%s %s %s".formatted(name, e.outcome().name(), lower(e.outcome().status()))
          + (e.outcome().error() == null ? "" : ": " + e.outcome().error());
    } else if (event instanceof PipelineEvent.WorkflowFinished e) {
      return name + " " + lower(e.status()) + (e.error() == null ? "" : ": " + e.error());
    }
    return name;
  }

  private static String ended(
      String name, NodeExecution node, Enum<?> status, @Nullable String error) {
    return "%s %s %s".formatted(name, node.nodeId(), lower(status))
        + (error == null ? "" : ": " + error);
  }

  private static String lower(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
