package io.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.millrace.event.PipelineEvent.NodeReport;
import io.millrace.event.PipelineEvent.Totals;
import io.millrace.file.FileRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-01-02T03:00:00.900Z");
  private static final EventHeader HEADER =
      new EventHeader("t", "r", 7, START.plusMillis(1_250), null);
  private static final NodeReport NOTHING = new NodeReport(null, Map.of(), Map.of(), Map.of());

  private final EventJson json = new EventJson();

  @Test
  void aRetryIsAFinishWithItsIndex() {
    JsonNode data =
        data(new PipelineEvent.NodeRetry(HEADER, node("code"), START, NOTHING, "refused", 2));
    assertThat(data.path("status").asText()).isEqualTo("retry");
    assertThat(data.path("error").asText()).isEqualTo("refused");
    assertThat(data.path("retry_index").asInt()).isEqualTo(2);
    assertThat(data.path("elapsed_time").asDouble()).isEqualTo(1.25);
    assertThat(data.path("created_at").toString()).isEqualTo("1767322800");
    assertThat(data.path("finished_at").toString()).isEqualTo("1767322802");
    assertThat(data.has("inputs")).isTrue();
    assertThat(data.path("inputs").isNull()).isTrue();
    assertThat(data.path("execution_metadata").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED,,''",
    "FAILED,,Unknown error",
    "FAILED,'',Unknown error",
    "FAILED,boom,boom",
    "EXCEPTION,boom,boom",
    "STOPPED,stopped by user,stopped by user"
  })
  void aFinishSaysWhatWentWrong(NodeStatus status, @Nullable String error, String expected) {
    JsonNode data =
        data(new PipelineEvent.NodeFinished(HEADER, node("code"), START, status, NOTHING, error));
    assertThat(data.path("error").asText()).isEqualTo(expected);
    assertThat(data.path("status").asText()).isEqualTo(status.wireName());
  }

  @Test
  void anInnerNodeNamesItsContainersAndRounds() {
    NodeExecution inner =
        new NodeExecution(
            "e",
            "n",
            "code",
            "",
            1,
            new NodeExecution.Round("it", 3),
            new NodeExecution.Round("lp", 0));
    JsonNode data =
        data(
            new PipelineEvent.NodeFinished(
                HEADER, inner, START, NodeStatus.SUCCEEDED, NOTHING, null));
    assertThat(data.path("iteration_id").asText()).isEqualTo("it");
    assertThat(data.path("loop_id").asText()).isEqualTo("lp");
    assertThat(data.path("execution_metadata").toString())
        .isEqualTo(
            "{\"iteration_id\":\"it\",\"iteration_index\":3,\"loop_id\":\"lp\",\"loop_index\":0}");
  }

  @Test
  void iterationsHaveTheirOwnEvents() {
    NodeExecution node = node("iteration");
    assertThat(
            line(
                new PipelineEvent.ContainerStarted(
                    HEADER, node, 3, Map.of("iterator_selector", List.of("a", "b")))))
        .startsWith("{\"event\":\"iteration_started\"")
        .contains("\"id\":\"n\",\"node_id\":\"n\",\"node_type\":\"iteration\",\"title\":\"T\"")
        .contains("\"metadata\":{\"iteration_length\":3}")
        .contains("\"inputs\":{\"iterator_selector\":[\"a\",\"b\"]},\"inputs_truncated\":false");
    assertThat(line(new PipelineEvent.ContainerNext(HEADER, node, 0)))
        .startsWith("{\"event\":\"iteration_next\"")
        .contains("\"index\":0")
        .doesNotContain("pre_loop_output");
  }

  @Test
  void loopsHaveTheirOwnEvents() {
    NodeExecution node = node("loop");
    assertThat(line(new PipelineEvent.ContainerStarted(HEADER, node, 5, Map.of("loop_count", 5))))
        .startsWith("{\"event\":\"loop_started\"")
        .contains("\"metadata\":{\"loop_length\":5}");
    assertThat(line(new PipelineEvent.ContainerNext(HEADER, node, 1)))
        .startsWith("{\"event\":\"loop_next\"")
        .contains("\"index\":1")
        .contains("\"pre_loop_output\":{}");
    NodeReport report =
        new NodeReport(Map.of(), Map.of(), Map.of(), Map.of("total_tokens", BigInteger.TEN));
    PipelineEvent completed =
        new PipelineEvent.ContainerCompleted(
            HEADER, node, START, NodeStatus.FAILED, report, "inner failure", 4);
    assertThat(line(completed)).startsWith("{\"event\":\"loop_completed\"");
    JsonNode data = data(completed);
    assertThat(data.path("status").asText()).isEqualTo("failed");
    assertThat(data.get("error").isNull()).isTrue();
    assertThat(data.path("total_tokens").asInt()).isEqualTo(10);
    assertThat(data.path("steps").asInt()).isEqualTo(4);
  }

  @Test
  void aTextChunkNamesWhereItComesFrom() {
    assertThat(line(new PipelineEvent.TextChunk(HEADER, "hé", ImmutableList.of("n", "text"))))
        .isEqualTo(
            "{\"event\":\"text_chunk\",\"task_id\":\"t\",\"workflow_run_id\":\"r\",\"data\":"
                + "{\"text\":\"hé\",\"from_variable_selector\":[\"n\",\"text\"]}}");
  }

  @Test
  void anItemsEndHasNoDocumentedForm() throws IOException {
    PipelineEvent event = new PipelineEvent.ItemFinished(HEADER, outcome(RunStatus.FAILED, "x"));
    StringBuilder out = new StringBuilder();
    assertThat(json.toJson(event)).isEmpty();
    assertThat(json.toLine(event)).isEmpty();
    assertThat(json.writeSse(event, out)).isFalse();
    assertThat(out).isEmpty();
  }

  @Test
  void inARunOfSeveralItemsAnEventNamesItsItem() {
    EventHeader header = new EventHeader("t", "r", 1, START, new EventHeader.ItemTag(4, null));
    JsonNode data = data(new PipelineEvent.NodeStarted(header, node("code"), Map.of()));
    assertThat(data.path("item_index").asInt()).isEqualTo(4);
    assertThat(data.get("document_id").isNull()).isTrue();
  }

  @Test
  void aRunOfSeveralItemsEndsWithItsDocuments() {
    PipelineEvent event =
        new PipelineEvent.WorkflowFinished(
            HEADER,
            "w",
            START,
            RunStatus.PARTIAL_SUCCEEDED,
            Map.of(),
            null,
            new Totals(1, 2, 3),
            Map.of(),
            new PipelineEvent.SeveralItems(
                "b",
                Map.of("id", "d"),
                List.of(outcome(RunStatus.FAILED, "bad"), outcome(RunStatus.SUCCEEDED, null)),
                2));
    JsonNode data = data(event);
    assertThat(data.path("status").asText()).isEqualTo("partial-succeeded");
    assertThat(data.path("batch").asText()).isEqualTo("b");
    assertThat(data.path("dataset").toString()).isEqualTo("{\"id\":\"d\"}");
    assertThat(data.path("documents").path(0).toString())
        .isEqualTo(
            "{\"id\":\"doc\",\"position\":2,\"data_source_type\":\"local_file\",\"data_source_info\":{\"name\":\"n\"},"
                + "\"name\":\"n\",\"indexing_status\":\"error\",\"error\":\"bad\",\"enabled\":true}");
    assertThat(data.path("documents").path(1).path("indexing_status").asText())
        .isEqualTo("completed");
  }

  @Nested
  class Values {

    @Test
    void numbersStayWhatTheyAre() {
      Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
      outputs.put("int", 1L);
      outputs.put("float", 1.0);
      outputs.put("big", new BigInteger("123456789012345678901234567890"));
      outputs.put("none", null);
      assertThat(outputs(json, outputs).toString())
          .isEqualTo(
              "{\"int\":1,\"float\":1.0,\"big\":123456789012345678901234567890,\"none\":null}");
    }

    @Test
    void numbersThatJsonHasNoFormForAreNull() throws IOException {
      Map<String, @Nullable Object> outputs =
          Map.of("x", List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY));
      assertThat(outputs(json, outputs).toString()).isEqualTo("{\"x\":[null,null,null]}");
    }

    @Test
    void aValueNestedWithoutEndIsCutInsteadOfBreakingTheStream() throws IOException {
      List<Object> loop = new ArrayList<>();
      loop.add(loop);
      String line = line(finished(Map.of("x", loop)));
      assertThat(line).contains("nested deeper than 500");
      assertThat(MAPPER.readTree(line).isObject()).isTrue();
    }

    @Test
    void filesAtTheTopLevelAreListed() {
      FileRef file = FileRef.stored("f", "a.PDF", null, -1);
      EventJson linked = new EventJson(any -> "u");
      JsonNode data =
          linked
              .toJson(
                  finished(
                      Map.of(
                          "one", file, "many", List.of(file, "x"), "deep", Map.of("file", file))))
              .orElseThrow()
              .path("data");
      assertThat(data.path("files")).hasSize(2);
      assertThat(data.path("files").path(0)).isEqualTo(data.path("outputs").path("one"));
      assertThat(data.path("files").path(0).toString())
          .isEqualTo(
              "{\"dify_model_identity\":\"__dify__file__\",\"id\":\"f\",\"type\":\"custom\","
                  + "\"transfer_method\":\"local_file\",\"remote_url\":null,\"reference\":\"f\","
                  + "\"filename\":\"a.PDF\",\"extension\":\".pdf\",\"mime_type\":null,\"size\":-1,"
                  + "\"related_id\":\"f\",\"url\":\"u\"}");
    }

    @Test
    void aFrameIsOneLineOfUtf8WhateverTheTextHolds() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      json.writeSse(finished(Map.of("x", "行\r\n\n\u2028\uD83D\uDE00 \uD800")), out);
      String frame = out.toString(StandardCharsets.UTF_8);
      assertThat(frame)
          .startsWith("data: {")
          .endsWith("}\n\n")
          .contains("行")
          .contains("\uD83D\uDE00");
      assertThat(frame.substring(0, frame.length() - 2)).doesNotContain("\n", "\r");
    }
  }

  @Nested
  class Truncation {
    private final EventJson shortened =
        new EventJson(file -> null, new EventTruncation(10, 3, 1_000));

    @Test
    void isOffByDefault() {
      String text = "x".repeat(100_000);
      assertThat(outputs(json, Map.of("x", text)).path("x").asText()).isEqualTo(text);
    }

    @Test
    void cutsWhatIsLargerThanItsShareAndSaysSo() {
      JsonNode data =
          shortened
              .toJson(finished(Map.of("x", "y".repeat(2_000), "n", 1)))
              .orElseThrow()
              .path("data");
      assertThat(data.path("outputs").path("x").asText()).isEqualTo("y".repeat(10) + "...");
      assertThat(data.path("outputs").path("n").asInt()).isEqualTo(1);
      assertThat(data.path("outputs_truncated").asBoolean()).isTrue();
      assertThat(data.path("process_data_truncated").asBoolean()).isFalse();
    }

    @Test
    void keepsTheFirstElementsAndNeverCutsAFile() {
      FileRef file = FileRef.stored("f".repeat(2_000), "a.pdf", null, 1);
      assertThat(outputs(shortened, Map.of("x", List.of(1, 2, 3, 4, 5))).toString())
          .isEqualTo("{\"x\":[1,2,3]}");
      assertThat(outputs(shortened, Map.of("x", file)).path("x").path("id").asText())
          .hasSize(2_000);
    }

    @Test
    void neverCutsTheOutputsOfTheRun() {
      PipelineEvent event =
          new PipelineEvent.WorkflowFinished(
              HEADER,
              "w",
              START,
              RunStatus.SUCCEEDED,
              Map.of("x", "y".repeat(2_000)),
              null,
              new Totals(0, 0, 0),
              Map.of(),
              null);
      JsonNode data = shortened.toJson(event).orElseThrow().path("data");
      assertThat(data.path("outputs").path("x").asText()).hasSize(2_000);
    }
  }

  private static PipelineEvent finished(Map<String, @Nullable Object> outputs) {
    NodeReport report = new NodeReport(Map.of(), Map.of(), outputs, Map.of());
    return new PipelineEvent.NodeFinished(
        HEADER, node("code"), START, NodeStatus.SUCCEEDED, report, null);
  }

  private static JsonNode outputs(EventJson json, Map<String, @Nullable Object> outputs) {
    return json.toJson(finished(outputs)).orElseThrow().path("data").path("outputs");
  }

  private JsonNode data(PipelineEvent event) {
    return json.toJson(event).orElseThrow().path("data");
  }

  private String line(PipelineEvent event) {
    return json.toLine(event).orElseThrow();
  }

  private static NodeExecution node(String type) {
    return new NodeExecution("e", "n", type, "T", 1, null, null);
  }

  private static ItemOutcome outcome(RunStatus status, @Nullable String error) {
    return new ItemOutcome(1, "n", "local_file", Map.of("name", "n"), "doc", 2, status, error);
  }
}
