package io.millrace.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.event.PipelineEvent.NodeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills the {@code data} of one event, field by field, in the documented order (spec/02 §2). */
final class EventData {
  private static final double NANOS = 1e9;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonValues values;
  private final @Nullable EventTruncation truncation;
  private final ObjectNode data = NODES.objectNode();

  EventData(JsonValues values, @Nullable EventTruncation truncation) {
    this.values = values;
    this.truncation = truncation;
  }

  ObjectNode toJson() {
    return data;
  }

  EventData text(String name, @Nullable String value) {
    data.put(name, value);
    return this;
  }

  EventData number(String name, long value) {
    data.put(name, value);
    return this;
  }

  EventData set(String name, JsonNode value) {
    data.set(name, value);
    return this;
  }

  EventData map(String name, Map<String, @Nullable Object> value) {
    data.set(name, values.object(value));
    return this;
  }

  EventData nothing(String name) {
    data.putNull(name);
    return this;
  }

  /** A time as whole Unix seconds. */
  EventData time(String name, Instant at) {
    data.put(name, at.getEpochSecond());
    return this;
  }

  /** {@code elapsed_time}: seconds with their fraction. */
  EventData elapsed(Instant from, Instant to) {
    Duration elapsed = Duration.between(from, to);
    double seconds = elapsed.getSeconds() + elapsed.getNano() / NANOS;
    data.put("elapsed_time", Math.max(0, seconds));
    return this;
  }

  /** {@code inputs} and the like, with the flag that says whether it was cut. */
  EventData shown(String name, @Nullable Map<String, @Nullable Object> value) {
    boolean truncated = false;
    ObjectNode shown = value == null ? null : values.object(value);
    if (shown != null && truncation != null) {
      Truncator truncator = new Truncator(truncation);
      shown = truncator.mapping(shown);
      truncated = truncator.hasTruncated();
    }
    data.set(name, shown);
    data.put(name + "_truncated", truncated);
    return this;
  }

  EventData files(Map<String, @Nullable Object> outputs) {
    data.set("files", values.files(outputs));
    return this;
  }

  /** {@code execution_metadata}: {@code null} when empty, with the rounds the node was in. */
  EventData metadata(NodeExecution node, NodeReport report) {
    ObjectNode metadata = values.object(report.metadata());
    putRound(metadata, "iteration", node.iteration());
    putRound(metadata, "loop", node.loop());
    data.set("execution_metadata", metadata.isEmpty() ? NODES.nullNode() : metadata);
    return this;
  }

  /** {@code iteration_id} and {@code loop_id}: the containers the node is in. */
  EventData containers(NodeExecution node) {
    data.put("iteration_id", node.iteration() == null ? null : node.iteration().nodeId());
    data.put("loop_id", node.loop() == null ? null : node.loop().nodeId());
    return this;
  }

  /** What a run of several items adds (spec/01 §3.5, batch answer). */
  EventData several(PipelineEvent.SeveralItems several) {
    data.put("batch", several.batch());
    data.set("dataset", values.object(several.dataset()));
    ArrayNode documents = data.putArray("documents");
    several.documents().forEach(outcome -> documents.add(document(outcome)));
    return this;
  }

  private ObjectNode document(ItemOutcome outcome) {
    boolean completed =
        outcome.status() == RunStatus.SUCCEEDED || outcome.status() == RunStatus.PARTIAL_SUCCEEDED;
    ObjectNode document = NODES.objectNode();
    document.put("id", outcome.documentId());
    document.put("position", outcome.position());
    document.put("data_source_type", outcome.datasourceType());
    document.set("data_source_info", values.object(outcome.entry()));
    document.put("name", outcome.name());
    document.put("indexing_status", completed ? "completed" : "error");
    document.put("error", outcome.error());
    document.put("enabled", true);
    return document;
  }

  private static void putRound(
      ObjectNode metadata, String container, NodeExecution.@Nullable Round round) {
    if (round != null) {
      metadata.put(container + "_id", round.nodeId());
      metadata.put(container + "_index", round.index());
    }
  }
}
