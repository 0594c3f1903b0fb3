package io.millrace.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.PipelineEngine;
import io.millrace.event.PipelineEvent;
import io.millrace.event.RunStatus;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Streams while a run goes on: a node waits until the test lets it go. */
class StreamTest extends ServerTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<RunStatus> ended = new ConcurrentLinkedQueue<>();

  @Override
  protected PipelineEngine.Builder engine() {
    return super.engine()
        .addNodes(waiting())
        .addListener(
            event -> {
              if (event instanceof PipelineEvent.WorkflowFinished finished) {
                ended.add(finished.status());
              }
            });
  }

  private NodeExecutorProvider waiting() {
    return new NodeExecutorProvider() {
      @Override
      public String id() {
        return "waiting";
      }

      @Override
      public Set<String> types() {
        return Set.of("wait");
      }

      @Override
      public io.millrace.node.NodeExecutor create(
          io.millrace.graph.Node node, io.millrace.node.NodeServices services) {
        return context -> {
          reached.countDown();
          try {
            if (!gate.await(5, TimeUnit.MINUTES)) {
              return NodeResult.failed("nobody opened the gate", "Test");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NodeResult.failed("interrupted", "Test");
          }
          return NodeResult.succeeded(Map.of("list", List.of("one", "two")));
        };
      }
    };
  }

  @Override
  protected MillraceServer.Builder settings(MillraceServer.Builder builder) {
    return builder.pingInterval(Duration.ofMillis(100)).maxCallsPerKey(4);
  }

  private static Pipeline pipeline() {
    return Pipeline.builder("Waiting")
        .datasource("file")
        .localFile("md")
        .node("wait", "wait", Map.of())
        .knowledgeIndex("index")
        .chunks(Selector.of("wait", "list"))
        .economy()
        .chain("file", "wait", "index")
        .build();
  }

  private InputStream stream(boolean published) throws Exception {
    dataset = server.serve(pipeline());
    return stream(http.upload("a.md", "one"), published);
  }

  private InputStream stream(String file, boolean published) throws Exception {
    HttpResponse<InputStream> response =
        http.client()
            .send(
                http.request(at("/pipeline/run"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(run(file, published, "streaming")))
                    .build(),
                BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();
    return response.body();
  }

  @Test
  void aStreamSaysThatItLivesWhileNothingHappens() throws Exception {
    try (InputStream events = stream(true)) {
      String seen = "";
      while (!seen.contains("event: ping\n\nevent: ping\n\n")) {
        byte[] some = new byte[1_000];
        int read = events.read(some);
        assertThat(read).isPositive();
        seen += new String(some, 0, read, UTF_8);
      }
      gate.countDown();
      String rest = new String(events.readAllBytes(), UTF_8);
      assertThat(seen + rest).contains("workflow_finished").endsWith("}\n\n");
    }
  }

  @Test
  void aDocumentWaitsForItsNewVersionWhileTheOldOneIsFound() throws Exception {
    dataset = server.serve(Pipelines.general("Waiting"));
    String old = http.upload("a.md", "The wheel turns");
    String document =
        http.post(at("/pipeline/run"), run(old, true, "blocking"))
            .is(200)
            .json()
            .at("/data/outputs/document_id")
            .asText();
    server.serve(pipeline());

    String update = at("/documents/" + document + "/update-by-text");
    String text = "{\"name\":\"a.md\",\"text\":\"new\"}";
    String batch = http.post(update, text).is(200).json().path("batch").asText();

    assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();
    String status = at("/documents/" + batch + "/indexing-status");
    JsonNode waiting = http.get(status).is(200).json().at("/data/0");
    assertThat(waiting.path("indexing_status").asText()).isEqualTo("waiting");
    assertThat(waiting.path("completed_at").isNull()).isTrue();
    assertThat(http.get(at("/documents?status=queuing")).json().path("total").asInt()).isOne();
    assertThat(found("wheel")).hasSize(1);
    http.post(update, text).isError(400, "invalid_param", "Document is not available");
    gate.countDown();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(http.get(status).json().at("/data/0/indexing_status").asText())
                    .isEqualTo("completed"));
    assertThat(found("wheel")).isEmpty();
    assertThat(found("one")).hasSize(1);
  }

  private JsonNode found(String query) {
    return http.post(at("/retrieve"), "{\"query\":\"" + query + "\"}")
        .is(200)
        .json()
        .path("records");
  }

  @Test
  void aDraftRunEndsWhenItsClientHasGone() throws Exception {
    stream(false).close();

    Awaitility.await().untilAsserted(() -> assertThat(ended).containsExactly(RunStatus.STOPPED));
  }

  @Test
  void aPublishedRunGoesOnWhenItsClientHasGone() throws Exception {
    stream(true).close();
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(http.get("/v1/metrics").body()).contains("millrace_sse_streams 0"));
    gate.countDown();

    Awaitility.await().untilAsserted(() -> assertThat(ended).containsExactly(RunStatus.SUCCEEDED));
  }

  @Test
  void aRunIsStoppedByItsId() throws Exception {
    try (InputStream events = stream(true)) {
      String first = "";
      while (!first.contains("workflow_run_id") || !first.endsWith("\n\n")) {
        byte[] some = new byte[2_000];
        int read = events.read(some);
        assertThat(read).isPositive();
        first += new String(some, 0, read, UTF_8);
      }
      String run = first.replaceAll("(?s).*?\"workflow_run_id\":\"([^\"]*)\".*", "$1");

      http.post(at("/pipeline/runs/" + run + "/stop"), "").is(200);

      Awaitility.await().untilAsserted(() -> assertThat(ended).containsExactly(RunStatus.STOPPED));
      assertThat(http.get(at("/pipeline/runs/" + run)).json().path("status").asText())
          .isEqualTo("stopped");
    }
  }

  @Test
  void aKeyWithTooManyCallsUnderWayIsTold() throws Exception {
    List<InputStream> streams = new java.util.ArrayList<>(List.of(stream(true)));
    String file = http.upload("b.md", "two");
    // nothing but the stream is under way once the upload is counted
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(server.metrics())
                    .contains("{operation=\"uploadPipelineFile\",status=\"201\"} 2"));
    for (int i = 1; i < 4; i++) {
      streams.add(stream(file, true));
    }

    Http.Reply reply = http.get("/v1/datasets");

    reply.isError(429, "too_many_requests");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    gate.countDown();
    for (InputStream one : streams) {
      one.readAllBytes();
    }
    Awaitility.await().untilAsserted(() -> http.get("/v1/datasets").is(200));
  }

  @Test
  void aBlockingDraftRunEndsWhenItsClientHasGone() throws Exception {
    leave(false);

    Awaitility.await().untilAsserted(() -> assertThat(ended).containsExactly(RunStatus.STOPPED));
  }

  @Test
  void aBlockingPublishedRunGoesOnWhenItsClientHasGone() throws Exception {
    leave(true);
    gate.countDown();

    Awaitility.await().untilAsserted(() -> assertThat(ended).containsExactly(RunStatus.SUCCEEDED));
  }

  /** Asks for a blocking run and closes the connection as soon as a node runs. */
  private void leave(boolean published) throws Exception {
    dataset = server.serve(pipeline());
    String body = run(http.upload("a.md", "one"), published, "blocking");
    try (Wire wire = new Wire(server)) {
      wire.send(head("/pipeline/run", body.length()) + body);
      assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  private String head(String path, int length) {
    return String.join(
        "\r\n",
        "POST " + at(path) + " HTTP/1.1",
        "Host: x",
        authorization(),
        "Content-Type: application/json",
        "Content-Length: " + length,
        "",
        "");
  }

  @Test
  void aClientThatDoesNotWaitForItsAnswerGetsItAllTheSame() throws Exception {
    dataset = server.serve(pipeline());
    String body = run(http.upload("a.md", "one"), false, "blocking");
    try (Wire wire = new Wire(server)) {
      wire.send(head("/pipeline/run", body.length()) + body);
      assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();
      String next = head("/retrieve", 2).replace("Host:", "Connection: close\r\nHost:");
      wire.send(next + "{}");
      gate.countDown();

      assertThat(wire.rest()).startsWith("HTTP/1.1 200").contains("succeeded");
    }
  }

  @Test
  void theServerStopsWhatIsLeftAfterTheGrace() throws Exception {
    try (InputStream events = stream(true)) {
      assertThat(events.read()).isPositive(); // an event, or a ping before it
      server.close(Duration.ofMillis(300));

      Awaitility.await().untilAsserted(() -> assertThat(ended).containsExactly(RunStatus.STOPPED));
    }
  }
}
