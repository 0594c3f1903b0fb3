package io.millrace.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.RunResult;
import io.millrace.event.EventHeader;
import io.millrace.event.EventJson;
import io.millrace.event.PipelineEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a blocking run (spec/01 §3.5). A run of several items adds {@code batch}, {@code
 * dataset} and {@code documents}; {@link BatchAnswers} consist of these alone.
 */
record RunAnswer(
    String taskId,
    String workflowRunId,
    Data data,
    @Nullable String batch,
    @Nullable Map<String, Object> dataset,
    @Nullable List<Map<String, Object>> documents) {
  private static final EventJson JSON = new EventJson();

  /** How the run ended; times in Unix seconds. */
  record Data(
      String id,
      String workflowId,
      String status,
      JsonNode outputs,
      @Nullable String error,
      double elapsedTime,
      long totalTokens,
      long totalSteps,
      long createdAt,
      long finishedAt) {}

  /** Returns the answer as JSON, in the same words as the run's last event. */
  static ObjectNode of(RunResult result, boolean several) {
    ObjectNode event = JSON.toJson(lastEvent(result, several)).orElseThrow();
    ObjectNode data = (ObjectNode) event.get("data");
    ObjectNode answer = event.objectNode();
    answer.put("task_id", result.taskId());
    answer.put("workflow_run_id", result.runId());
    ObjectNode shown = answer.putObject("data");
    for (String name :
        new String[] {
          "id",
          "workflow_id",
          "status",
          "outputs",
          "error",
          "elapsed_time",
          "total_tokens",
          "total_steps",
          "created_at",
          "finished_at"
        }) {
      shown.set(name, data.get(name));
    }
    if (several) {
      answer.set("batch", data.get("batch"));
      answer.set("dataset", data.get("dataset"));
      answer.set("documents", data.get("documents"));
    }
    return answer;
  }

  private static PipelineEvent lastEvent(RunResult result, boolean several) {
    EventHeader header =
        new EventHeader(result.taskId(), result.runId(), 1, result.finishedAt(), null);
    return result.lastEvent(header, Map.of(), several);
  }
}
