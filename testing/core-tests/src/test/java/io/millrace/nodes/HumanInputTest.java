package io.millrace.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.InvalidSubmissionException;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.event.EventJson;
import io.millrace.event.RunStatus;
import io.millrace.node.InputSubmission;
import io.millrace.node.PendingInput;
import io.millrace.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class HumanInputTest {
  private static final Map<String, Object> FORM =
      Map.of(
          "form_content",
          "Is this right? {{#extract.text#}}",
          "inputs",
          List.of(
              Map.of(
                  "type",
                  "paragraph",
                  "output_variable_name",
                  "remark",
                  "default",
                  Map.of("type", "constant", "value", "none"))),
          "user_actions",
          List.of(Map.of("id", "ok", "title", "Yes"), Map.of("id", "no", "title", "No")));

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private NodeRun runs;

  @BeforeEach
  void open() {
    runs = new NodeRun(folder, builder -> builder.maxTime(Duration.ofMinutes(5)));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  private PipelineRun start() throws Exception {
    Pipeline pipeline =
        NodeRun.pipeline("human-input", FORM, builder -> builder.branch("n", "ok", "chunk"));
    return runs.engine()
        .start(RunRequest.of(pipeline).file(runs.write("note.txt", "the level")).draft().build());
  }

  private static PendingInput pending(PipelineRun run) {
    await().atMost(Duration.ofSeconds(120)).until(() -> !run.pendingInputs().isEmpty());
    return run.pendingInputs().get(0);
  }

  private List<ObjectNode> wire() {
    EventJson json = new EventJson();
    return runs.events().stream().flatMap(event -> json.toJson(event).stream()).toList();
  }

  @Test
  void theRunWaitsForAnAnswerAndFollowsIt() throws Exception {
    PipelineRun run = start();
    PendingInput asked = pending(run);
    assertThat(asked.request().content()).isEqualTo("Is this right? the level");
    assertThat(asked.request().fields().get(0).prefilled()).isEqualTo("none");

    run.resume(asked.node().id(), new InputSubmission("ok", Map.of("remark", "well done")));
    RunResult result = run.result().get(120, TimeUnit.SECONDS);

    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(runs.finished("n").report().outputs())
        .containsEntry("remark", "well done")
        .containsEntry("__action_id", "ok");
    assertThat(run.pendingInputs()).isEmpty();
    List<String> names = wire().stream().map(event -> event.get("event").asText()).toList();
    assertThat(names.subList(names.indexOf("workflow_paused") - 1, names.size()))
        .startsWith("node_started", "workflow_paused", "workflow_started", "node_finished");
    ObjectNode paused = wire().get(names.indexOf("workflow_paused"));
    assertThat(paused.at("/data/reasons/0/TYPE").asText()).isEqualTo("hitl_required");
    assertThat(paused.at("/data/reasons/0/session_id").asText()).isEqualTo(asked.node().id());
    assertThat(paused.at("/data/paused_nodes/0").asText()).isEqualTo("n");
    assertThat(wire().get(names.indexOf("workflow_paused") + 1).at("/data/reason").asText())
        .isEqualTo("resumption");
  }

  @Test
  void answersThatFitNothingAreRefusedAndTheRunGoesOnWaiting() throws Exception {
    PipelineRun run = start();
    String id = pending(run).node().id();

    assertThatThrownBy(() -> run.resume("nobody", InputSubmission.of("ok")))
        .isInstanceOf(InvalidSubmissionException.class)
        .hasMessageContaining("Nothing waits under 'nobody'. Waiting: [" + id + "]");
    assertThatThrownBy(() -> run.resume(id, InputSubmission.of("maybe")))
        .hasMessageContaining("asks for one of the actions [ok, no], but the answer was 'maybe'");
    assertThatThrownBy(() -> run.resume(id, new InputSubmission("ok", Map.of("x", 1))))
        .hasMessageContaining("has no field 'x'. Its fields: [remark]");
    assertThat(run.pendingInputs()).hasSize(1);
    run.cancel();
    assertThat(run.result().get(120, TimeUnit.SECONDS).status()).isEqualTo(RunStatus.STOPPED);
    assertThat(run.pendingInputs()).isEmpty();
  }
}
