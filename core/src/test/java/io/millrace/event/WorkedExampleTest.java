package io.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.event.PipelineEvent.NodeReport;
import io.millrace.event.PipelineEvent.Totals;
import io.millrace.file.FileRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The run of one local file that spec/02 §7 shows event by event. */
class WorkedExampleTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant START = Instant.ofEpochSecond(1_767_322_800);
  private static final String TEXT = "# A\n\nfirst\n\nsecond";

  private final EventJson json = new EventJson(file -> "https://…");
  private final FileRef file = FileRef.stored("f-1", "a.md", "text/markdown", 31);
  private final Map<String, @Nullable Object> info = map("reference", "f-1", "name", "a.md");
  private final Map<String, @Nullable Object> shownInfo =
      map("reference", "f-1", "name", "a.md", "icon", "…");
  private final Map<String, @Nullable Object> indexed =
      map(
          "chunk_structure",
          "text_model",
          "preview",
          List.of(Map.of("content", TEXT)),
          "total_segments",
          1,
          "qa_preview",
          List.of());
  private long sequence;

  @Test
  void theEventsOfTheRunAreWrittenAsDocumented() throws IOException {
    StringBuilder written = new StringBuilder();
    List<PipelineEvent> run = run();
    for (PipelineEvent event : run) {
      if (event == run.get(8)) {
        written.append(EventJson.ssePing());
      }
      assertThat(json.writeSse(event, written)).isTrue();
    }
    List<String> frames = List.of(written.toString().split("\n\n", -1));
    List<String> expected = List.of(expected().split("\n\n", -1));
    assertThat(frames).hasSameSizeAs(expected).hasSize(12);
    for (int i = 0; i < frames.size(); i++) {
      assertThat(parse(frames.get(i))).isEqualTo(parse(expected.get(i)));
      assertThat(frames.get(i)).as("the same order of fields").isEqualTo(expected.get(i));
    }
  }

  private List<PipelineEvent> run() {
    NodeExecution ds = node("e-1", "ds1", "datasource", "File", 1);
    NodeExecution ext = node("e-2", "ext1", "document-extractor", "Extractor", 2);
    NodeExecution chk = node("e-3", "chk1", "tool", "General Chunker", 3);
    NodeExecution idx = node("e-4", "idx1", "knowledge-index", "Knowledge Base", 4);
    return List.of(
        new PipelineEvent.WorkflowStarted(header(0), "w-1", inputs()),
        started(ds, map("icon", "…")),
        finished(
            ds,
            10,
            shownInfo,
            map(),
            map("file", file, "datasource_type", "local_file"),
            map("datasource_info", shownInfo)),
        started(ext, map()),
        finished(
            ext,
            20,
            map("variable_selector", List.of("ds1", "file")),
            map("documents", List.of(file)),
            map("text", TEXT),
            map()),
        started(chk, map("icon", "…")),
        finished(
            chk,
            100,
            map(
                "input_variable",
                TEXT,
                "delimiter",
                "\n\n",
                "max_chunk_length",
                1024,
                "chunk_overlap_length",
                0,
                "replace_consecutive_spaces_newlines_tabs",
                false,
                "delete_all_urls_and_email_addresses",
                false),
            map(),
            map(
                "text",
                "",
                "files",
                List.of(),
                "json",
                List.of(Map.of("data", List.of())),
                "result",
                List.of(TEXT)),
            map(
                "tool_info",
                map(
                    "provider_type",
                    "builtin",
                    "provider_id",
                    "langgenius/general_chunker/general_chunker",
                    "plugin_unique_identifier",
                    "…"))),
        started(idx, map()),
        finished(idx, 50, map("chunks", List.of(TEXT)), map(), indexed, map()),
        new PipelineEvent.WorkflowFinished(
            header(310),
            "w-1",
            START,
            RunStatus.SUCCEEDED,
            indexed,
            null,
            new Totals(0, 4, 0),
            map("id", "u-1", "name", "Owner", "email", "o@example.com"),
            null));
  }

  private Map<String, @Nullable Object> inputs() {
    return map(
        "delimiter",
        "\n\n",
        "maximum_length",
        1024,
        "sys.files",
        List.of(),
        "sys.user_id",
        "u-1",
        "sys.app_id",
        "p-1",
        "sys.workflow_id",
        "w-1",
        "sys.workflow_run_id",
        "r-1",
        "sys.batch",
        "20260102030405123456",
        "sys.dataset_id",
        "d-1",
        "sys.datasource_type",
        "local_file",
        "sys.datasource_info",
        info,
        "sys.invoke_from",
        "debugger");
  }

  private PipelineEvent started(NodeExecution node, Map<String, @Nullable Object> extras) {
    return new PipelineEvent.NodeStarted(header(0), node, extras);
  }

  private PipelineEvent finished(
      NodeExecution node,
      long millis,
      Map<String, @Nullable Object> inputs,
      Map<String, @Nullable Object> processData,
      Map<String, @Nullable Object> outputs,
      Map<String, @Nullable Object> metadata) {
    return new PipelineEvent.NodeFinished(
        header(millis),
        node,
        START,
        NodeStatus.SUCCEEDED,
        new NodeReport(inputs, processData, outputs, metadata),
        null);
  }

  private EventHeader header(long millis) {
    return new EventHeader("t-1", "r-1", ++sequence, START.plusMillis(millis), null);
  }

  private static NodeExecution node(String id, String node, String type, String title, int index) {
    return new NodeExecution(id, node, type, title, index, null, null);
  }

  private static Map<String, @Nullable Object> map(Object... namesAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static List<JsonNode> parse(String frame) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    if (frame.startsWith("data: ")) {
      nodes.add(MAPPER.readTree(frame.substring("data: ".length())));
    } else {
      assertThat(frame).isIn("event: ping", "");
    }
    return nodes;
  }

  private static String expected() throws IOException {
    try (InputStream in = WorkedExampleTest.class.getResourceAsStream("worked-example.sse")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
