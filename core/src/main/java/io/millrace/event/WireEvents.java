package io.millrace.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.event.PipelineEvent.ContainerCompleted;
import io.millrace.event.PipelineEvent.ContainerNext;
import io.millrace.event.PipelineEvent.ContainerStarted;
import io.millrace.event.PipelineEvent.NodeFinished;
import io.millrace.event.PipelineEvent.NodeReport;
import io.millrace.event.PipelineEvent.NodeRetry;
import io.millrace.event.PipelineEvent.NodeStarted;
import io.millrace.event.PipelineEvent.TextChunk;
import io.millrace.event.PipelineEvent.WorkflowFinished;
import io.millrace.event.PipelineEvent.WorkflowPaused;
import io.millrace.event.PipelineEvent.WorkflowResumed;
import io.millrace.event.PipelineEvent.WorkflowStarted;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of each documented event, in the order of spec/02 §2. */
final class WireEvents {
  private static final String LOOP = "loop";
  private static final String UNKNOWN_ERROR = "Unknown error";

  private final JsonValues values;
  private final @Nullable EventTruncation truncation;

  WireEvents(JsonValues values, @Nullable EventTruncation truncation) {
    this.values = values;
    this.truncation = truncation;
  }

  /** Returns the {@code event} of the documented form; for one that has no such form, its type. */
  static String name(PipelineEvent event) {
    if (event instanceof WorkflowStarted) {
      return "workflow_started";
    } else if (event instanceof NodeStarted) {
      return "node_started";
    } else if (event instanceof NodeRetry) {
      return "node_retry";
    } else if (event instanceof NodeFinished) {
      return "node_finished";
    } else if (event instanceof ContainerStarted started) {
      return container(started.node()) + "_started";
    } else if (event instanceof ContainerNext next) {
      return container(next.node()) + "_next";
    } else if (event instanceof ContainerCompleted completed) {
      return container(completed.node()) + "_completed";
    } else if (event instanceof TextChunk) {
      return "text_chunk";
    } else if (event instanceof WorkflowPaused) {
      return "workflow_paused";
    } else if (event instanceof WorkflowResumed) {
      return "workflow_started";
    } else if (event instanceof WorkflowFinished) {
      return "workflow_finished";
    } else {
      return event.getClass().getSimpleName();
    }
  }

  /** Returns the {@code data} of an event, or {@code null} when it has no documented form. */
  @Nullable EventData data(PipelineEvent event) {
    if (event instanceof NodeStarted started) {
      return nodeStarted(started);
    } else if (event instanceof NodeFinished finished) {
      return nodeFinished(finished);
    } else if (event instanceof NodeRetry retry) {
      return nodeRetry(retry);
    } else if (event instanceof ContainerStarted started) {
      return containerStarted(started);
    } else if (event instanceof ContainerNext next) {
      return containerNext(next);
    } else if (event instanceof ContainerCompleted completed) {
      return containerCompleted(completed);
    } else if (event instanceof TextChunk chunk) {
      return textChunk(chunk);
    } else if (event instanceof WorkflowStarted started) {
      return workflowStarted(started.header(), started.workflowId(), started.inputs(), "initial");
    } else if (event instanceof WorkflowPaused paused) {
      return workflowPaused(paused);
    } else if (event instanceof WorkflowResumed resumed) {
      return workflowStarted(
          resumed.header(), resumed.workflowId(), resumed.inputs(), "resumption");
    } else if (event instanceof WorkflowFinished finished) {
      return workflowFinished(finished);
    } else {
      return null;
    }
  }

  private EventData workflowStarted(
      EventHeader header, String workflowId, Map<String, @Nullable Object> inputs, String reason) {
    return start()
        .text("id", header.runId())
        .text("workflow_id", workflowId)
        .map("inputs", inputs)
        .time("created_at", header.at())
        .text("reason", reason);
  }

  private EventData workflowPaused(WorkflowPaused event) {
    ObjectNode reason = JsonNodeFactory.instance.objectNode();
    reason.put("TYPE", "hitl_required");
    reason.put("session_id", event.node().id());
    reason.put("node_id", event.node().nodeId());
    reason.put("node_title", event.node().title());
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode().add(event.node().nodeId());
    return start()
        .text("workflow_run_id", event.header().runId())
        .set("paused_nodes", nodes)
        .map("outputs", event.outputs())
        .set("reasons", JsonNodeFactory.instance.arrayNode().add(reason))
        .text("status", "paused")
        .time("created_at", event.startedAt())
        .elapsed(event.startedAt(), event.header().at())
        .number("total_tokens", event.totals().tokens())
        .number("total_steps", event.totals().steps());
  }

  private EventData nodeStarted(NodeStarted event) {
    return node(event.node())
        .shown("inputs", null)
        .time("created_at", event.header().at())
        .map("extras", event.extras())
        .containers(event.node())
        .nothing("agent_strategy");
  }

  private EventData nodeFinished(NodeFinished event) {
    String error = event.error();
    if (event.status() == NodeStatus.SUCCEEDED) {
      error = error == null ? "" : error;
    } else if (error == null || error.isEmpty()) {
      error = UNKNOWN_ERROR;
    }
    String status = event.status().wireName();
    Instant end = event.header().at();
    return ended(event.node(), event.report(), status, error, event.startedAt(), end);
  }

  private EventData nodeRetry(NodeRetry event) {
    String error = event.error().isEmpty() ? UNKNOWN_ERROR : event.error();
    Instant end = event.header().at();
    return ended(event.node(), event.report(), "retry", error, event.startedAt(), end)
        .number("retry_index", event.retryIndex());
  }

  private EventData ended(
      NodeExecution node,
      NodeReport report,
      String status,
      String error,
      Instant startedAt,
      Instant endedAt) {
    return node(node)
        .shown("inputs", report.inputs())
        .shown("process_data", report.processData())
        .shown("outputs", report.outputs())
        .text("status", status)
        .text("error", error)
        .elapsed(startedAt, endedAt)
        .metadata(node, report)
        .time("created_at", startedAt)
        .time("finished_at", endedAt)
        .files(report.outputs())
        .containers(node);
  }

  private EventData containerStarted(ContainerStarted event) {
    return containerNode(event.node())
        .time("created_at", event.header().at())
        .map("extras", Map.of())
        .map("metadata", Map.of(container(event.node()) + "_length", event.length()))
        .shown("inputs", event.inputs());
  }

  private EventData containerNext(ContainerNext event) {
    EventData data =
        containerNode(event.node())
            .number("index", event.index())
            .time("created_at", event.header().at())
            .map("extras", Map.of());
    return isLoop(event.node()) ? data.map("pre_loop_output", Map.of()) : data;
  }

  private EventData containerCompleted(ContainerCompleted event) {
    NodeReport report = event.report();
    boolean succeeded = event.status() == NodeStatus.SUCCEEDED;
    return containerNode(event.node())
        .shown("outputs", report.outputs())
        .time("created_at", event.startedAt())
        .map("extras", Map.of())
        .shown("inputs", report.inputs())
        .text("status", succeeded ? "succeeded" : "failed")
        .nothing("error")
        .elapsed(event.startedAt(), event.header().at())
        .number("total_tokens", tokens(report))
        .map("execution_metadata", report.metadata())
        .time("finished_at", event.header().at())
        .number("steps", event.steps());
  }

  private EventData textChunk(TextChunk event) {
    ArrayNode selector = JsonNodeFactory.instance.arrayNode();
    event.selector().forEach(selector::add);
    return start().text("text", event.text()).set("from_variable_selector", selector);
  }

  private EventData workflowFinished(WorkflowFinished event) {
    EventData data =
        start()
            .text("id", event.header().runId())
            .text("workflow_id", event.workflowId())
            .text("status", event.status().wireName())
            .map("outputs", event.outputs())
            .text("error", event.error())
            .elapsed(event.startedAt(), event.header().at())
            .number("total_tokens", event.totals().tokens())
            .number("total_steps", event.totals().steps())
            .map("created_by", event.createdBy())
            .time("created_at", event.startedAt())
            .time("finished_at", event.header().at())
            .number("exceptions_count", event.totals().exceptions())
            .files(event.outputs());
    PipelineEvent.SeveralItems several = event.several();
    return several == null ? data : data.several(several);
  }

  private EventData start() {
    return new EventData(values, truncation);
  }

  private EventData node(NodeExecution node) {
    return start()
        .text("id", node.id())
        .text("node_id", node.nodeId())
        .text("node_type", node.nodeType())
        .text("title", node.title())
        .number("index", node.index())
        .nothing("predecessor_node_id");
  }

  private EventData containerNode(NodeExecution node) {
    return start()
        .text("id", node.nodeId())
        .text("node_id", node.nodeId())
        .text("node_type", node.nodeType())
        .text("title", node.title());
  }

  private static long tokens(NodeReport report) {
    return report.metadata().get("total_tokens") instanceof Number tokens ? tokens.longValue() : 0;
  }

  private static String container(NodeExecution node) {
    return isLoop(node) ? LOOP : "iteration";
  }

  private static boolean isLoop(NodeExecution node) {
    return node.nodeType().equals(LOOP);
  }
}
