package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest extends ServerTest {
  @Test
  void aBlockingDraftRunAnswersWithWhatItMadeAndStoresNothing() {
    String file = http.upload("a.md", "# A\n\nfirst\n\nsecond");

    JsonNode answer = http.post(at("/pipeline/run"), run(file, false, "blocking")).is(200).json();

    JsonNode data = answer.path("data");
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly("task_id", "workflow_run_id", "data");
    assertThat(data.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "workflow_id",
            "status",
            "outputs",
            "error",
            "elapsed_time",
            "total_tokens",
            "total_steps",
            "created_at",
            "finished_at");
    assertThat(data.path("id")).isEqualTo(answer.path("workflow_run_id"));
    assertThat(data.path("status").asText()).isEqualTo("succeeded");
    assertThat(data.path("outputs").path("total_segments").asInt()).isEqualTo(3);
    assertThat(data.path("total_steps").asInt()).isEqualTo(4);
    assertThat(engine.knowledge().orElseThrow().documents(dataset, page()).total()).isZero();
  }

  @Test
  void aPublishedRunStoresItsDocument() {
    String file = http.upload("a.md", "# A\n\nfirst\n\nsecond");

    JsonNode answer = http.post(at("/pipeline/run"), run(file, true, "blocking")).is(200).json();

    JsonNode outputs = answer.path("data").path("outputs");
    assertThat(outputs.path("dataset_id").asText()).isEqualTo(dataset);
    assertThat(outputs.path("display_status").asText()).isEqualTo("completed");
    assertThat(engine.knowledge().orElseThrow().documents(dataset, page()).items())
        .singleElement()
        .satisfies(
            document -> {
              assertThat(document.id()).isEqualTo(outputs.path("document_id").asText());
              assertThat(document.batch()).isEqualTo(outputs.path("batch").asText());
            });
  }

  @Test
  void aRunOfSeveralItemsAddsWhatBecameOfEach() {
    String one = http.upload("a.md", "one");
    String two = http.upload("b.md", "two");
    String body =
        """
        {"inputs":{},"datasource_type":"local_file","datasource_info_list":[
          {"reference":"%s","name":"a.md"},{"reference":"%s","name":"b.md"},{"reference":"gone"}],
         "start_node_id":"file","is_published":true,"response_mode":"blocking"}
        """
            .formatted(one, two);

    JsonNode answer = http.post(at("/pipeline/run"), body).is(200).json();

    assertThat(answer.path("data").path("status").asText()).isEqualTo("partial-succeeded");
    assertThat(answer.path("batch").asText()).hasSize(20);
    assertThat(answer.path("dataset").path("id").asText()).isEqualTo(dataset);
    assertThat(answer.path("documents"))
        .extracting(document -> document.path("indexing_status").asText())
        .containsExactlyInAnyOrder("completed", "completed", "error");
  }

  @Test
  void aStreamHasOneFrameForEachEvent() {
    String file = http.upload("a.md", "# Ä\n\nfirst\n\nsecond");

    Http.Reply reply = http.post(at("/pipeline/run"), run(file, true, "streaming")).is(200);

    assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(reply.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(reply.body()).startsWith("data: {\"event\":\"workflow_started\"").contains("Ä");
    assertThat(reply.body()).endsWith("}\n\n").doesNotContain("id:").doesNotContain("[DONE]");
    assertThat(names(reply.events()))
        .startsWith("workflow_started", "node_started", "node_finished")
        .endsWith("workflow_finished")
        .hasSize(10);
  }

  @Test
  void aWorkflowThatFailsAtANodeIsStillAnAnswer() {
    JsonNode answer = http.post(at("/pipeline/run"), run("gone", false, "blocking")).is(200).json();

    assertThat(answer.path("data").path("status").asText()).isEqualTo("failed");
    assertThat(answer.path("data").path("error").asText()).contains("gone");
  }

  @Test
  void anEmptyListOfItemsIsARunOfNothing() {
    String body =
        """
        {"inputs":{},"datasource_type":"local_file","datasource_info_list":[],
         "start_node_id":"file","is_published":false,"response_mode":"blocking"}
        """;

    assertThat(http.post(at("/pipeline/run"), body).is(200).json().path("data").path("status"))
        .hasToString("\"succeeded\"");
  }

  static List<String> names(List<JsonNode> events) {
    return events.stream().map(event -> event.path("event").asText()).toList();
  }

  private static io.millrace.knowledge.PageRequest page() {
    return io.millrace.knowledge.PageRequest.of(1, 10);
  }
}
