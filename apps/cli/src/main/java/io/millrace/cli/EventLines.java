package io.millrace.cli;

import io.millrace.event.EventHeader;
import io.millrace.event.NodeExecution;
import io.millrace.event.PipelineEvent;
import java.time.Duration;
import java.util.Optional;

/** Events as readable lines. */
final class EventLines {
  private EventLines() {}

  static Optional<String> of(PipelineEvent event) {
    return Optional.ofNullable(text(event))
        .map(SafeText::lines)
        .map(text -> "%5d %s%s".formatted(event.header().sequence(), item(event.header()), text));
  }

  private static String item(EventHeader header) {
    return header.item() == null ? "" : "[" + header.item().index() + "] ";
  }

  private static @org.jspecify.annotations.Nullable String text(PipelineEvent event) {
    if (event instanceof PipelineEvent.WorkflowStarted) {
      return "run started";
    } else if (event instanceof PipelineEvent.NodeStarted started) {
      return "start  " + name(started.node());
    } else if (event instanceof PipelineEvent.NodeRetry retry) {
      return "retry  %s, attempt %d after: %s"
          .formatted(name(retry.node()), retry.retryIndex() + 1, retry.error());
    } else if (event instanceof PipelineEvent.NodeFinished finished) {
      return "finish %s: %s in %d ms%s"
          .formatted(
              name(finished.node()),
              finished.status().wireName(),
              Duration.between(finished.startedAt(), finished.header().at()).toMillis(),
              finished.error() == null ? "" : ": " + finished.error());
    } else if (event instanceof PipelineEvent.ContainerStarted started) {
      return "start  %s over %d".formatted(name(started.node()), started.length());
    } else if (event instanceof PipelineEvent.ContainerNext next) {
      return "round  %s %d".formatted(name(next.node()), next.index());
    } else if (event instanceof PipelineEvent.ContainerCompleted completed) {
      return "finish %s: %s".formatted(name(completed.node()), completed.status().wireName());
    } else if (event instanceof PipelineEvent.ItemFinished item) {
      return "item   %s: %s%s"
          .formatted(
              item.outcome().name(),
              item.outcome().status().wireName(),
              item.outcome().error() == null ? "" : ": " + item.outcome().error());
    } else if (event instanceof PipelineEvent.WorkflowFinished finished) {
      return "run " + finished.status().wireName();
    }
    return null;
  }

  private static String name(NodeExecution node) {
    return "%s '%s'"
        .formatted(node.nodeType(), node.title().isEmpty() ? node.nodeId() : node.title());
  }
}
