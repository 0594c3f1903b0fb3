package io.millrace.nodes;

import static io.millrace.nodes.NodeRun.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.millrace.event.NodeStatus;
import io.millrace.event.PipelineEvent.NodeFinished;
import io.millrace.event.PipelineEvent.NodeRetry;
import io.millrace.file.FileRef;
import io.millrace.http.EgressGate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class HttpRequestNodeTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private NodeRun runs;

  private volatile String seen = "";
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean drips;
  private volatile int status = 200;
  private volatile Map<String, String> headers = Map.of("Content-Type", "text/plain");
  private volatile byte[] answer = "fine".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    runs =
        new NodeRun(
            folder, builder -> builder.egress(EgressGate.builder().allowHost("127.0.0.1").build()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen =
        "%s %s\n%s|%s\n%s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(body, StandardCharsets.UTF_8));
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (drips) {
      drip(exchange);
      return;
    }
    boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    exchange.sendResponseHeaders(refused ? 503 : status, answer.length == 0 ? -1 : answer.length);
    if (answer.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 1_000; i++) {
        out.write('x');
        out.flush();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  @AfterEach
  void close() {
    runs.close();
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private NodeFinished send(String method, String url, Map<String, ?> more) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("method", method);
    data.put("url", url);
    data.put("authorization", Map.of("type", "no-auth"));
    data.put("headers", "");
    data.put("params", "");
    data.put("body", Map.of("type", "none", "data", List.of()));
    data.putAll(more);
    return runs.run("http-request", data, "a \"quoted\" word");
  }

  private static Map<String, Object> body(String type, Object data) {
    return Map.of("body", Map.of("type", type, "data", data));
  }

  @Test
  void everyFieldMayReferToValues() {
    NodeFinished ended =
        send(
            "get",
            url("/search?kind=all"),
            Map.of(
                "params", "q:{{#extract.text#}}\nempty:\n",
                "headers", "X-Note: from {{#sys.batch#}}\n"));
    assertThat(ended.status()).isEqualTo(NodeStatus.SUCCEEDED);
    assertThat(seen).startsWith("GET /search?kind=all&q=a+%22quoted%22+word&empty=\n");
    assertThat(output(ended, "status_code")).isEqualTo(200L);
    assertThat(output(ended, "body")).isEqualTo("fine");
    assertThat(output(ended, "files")).isEqualTo(List.of());
    assertThat(NodeRun.object(ended, "headers").get("content-type")).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource({
    "basic, user:pass, Basic dXNlcjpwYXNz",
    "basic, dXNlcg==, Basic dXNlcg==",
    "bearer, secret-key, Bearer secret-key",
    "custom, secret-key, secret-key"
  })
  void theKeyIsSentAndNotShown(String type, String key, String sent) {
    NodeFinished ended =
        send(
            "get",
            url("/"),
            Map.of(
                "authorization",
                Map.of("type", "api-key", "config", Map.of("type", type, "api_key", key))));
    assertThat(seen).contains("|" + sent + "\n");
    assertThat(String.valueOf(ended.report().processData().get("request")))
        .contains("Authorization: " + "*".repeat(sent.length()))
        .doesNotContain(key);
  }

  @Test
  void aKeyThatIsEmptyFailsTheNode() {
    NodeFinished ended =
        send(
            "get",
            url("/"),
            Map.of(
                "authorization",
                Map.of("type", "api-key", "config", Map.of("type", "bearer", "api_key", " "))));
    assertThat(ended.error())
        .isEqualTo(
            "API key is required for authorization but was empty. Please provide a valid API key.");
  }

  @Test
  void bodiesAreWrittenAsTheirKindSays() {
    Map<String, String> text = Map.of("type", "text", "key", "note", "value", "{{#extract.text#}}");
    send("post", url("/"), body("raw-text", List.of(text)));
    assertThat(seen).endsWith("text/plain|null\na \"quoted\" word");

    send("post", url("/"), body("x-www-form-urlencoded", List.of(text)));
    assertThat(seen).endsWith("application/x-www-form-urlencoded|null\nnote=a+%22quoted%22+word");

    send("put", url("/"), body("json", "{'note': \"{{#extract.text#}}\", n: 1,}"));
    assertThat(seen)
        .startsWith("PUT")
        .endsWith("application/json|null\n{\"note\":\"a \\\"quoted\\\" word\",\"n\":1}");

    Map<String, Object> file = Map.of("type", "file", "key", "f", "file", List.of("file", "file"));
    send("post", url("/"), body("form-data", List.of(text, file)));
    assertThat(seen)
        .contains("multipart/form-data; boundary=")
        .contains("name=\"note\"\r\n\r\na \"quoted\" word\r\n")
        .contains("name=\"f\"; filename=\"note.txt\"");

    send("post", url("/"), body("binary", List.of(file)));
    assertThat(seen).endsWith("text/plain|null\na \"quoted\" word");
  }

  @Test
  void bodiesThatCannotBeMadeFailTheNode() {
    assertThat(send("post", url("/"), body("json", List.of())).error())
        .isEqualTo("json body type should have exactly one item");
    assertThat(send("post", url("/"), body("json", "{\"a\": }")).error())
        .isEqualTo("Failed to parse JSON: {\"a\": }");
    assertThat(
            send(
                    "post",
                    url("/"),
                    body("binary", List.of(Map.of("type", "file", "file", List.of("n", "x")))))
                .error())
        .isEqualTo("cannot fetch file with selector ['n', 'x']");
  }

  @Test
  void addressesThatAreNoneFailTheNode() {
    assertThat(send("get", "", Map.of()).error()).isEqualTo("url is required");
    assertThat(send("get", "ftp://x", Map.of()).error())
        .isEqualTo("url should start with http:// or https://");
    assertThat(send("options", url("/"), Map.of()).error())
        .isEqualTo("Invalid http method options");
  }

  @Test
  void theGateRefusesWhatTheHostDidNotAllow() {
    NodeFinished ended = send("get", url("/").replace("127.0.0.1", "localhost"), Map.of());
    assertThat(ended.error()).contains("'localhost' must not be reached").contains("loopback");
  }

  @Test
  void aStatusOtherThanGoodOnlyFailsWhereSomebodyHandlesIt() {
    status = 500;
    assertThat(output(send("get", url("/"), Map.of()), "status_code")).isEqualTo(500L);
    NodeFinished handled =
        send(
            "get",
            url("/"),
            Map.of(
                "error_strategy",
                "default-value",
                "default_value",
                List.of(Map.of("key", "body", "type", "string", "value", "none"))));
    assertThat(handled.error()).isEqualTo("Request failed with status code 500");
    assertThat(output(handled, "error_type")).isEqualTo("HTTPResponseCodeError");
    assertThat(output(handled, "body")).isEqualTo("none");
  }

  @Test
  void aFileIsKeptAndATextIsShown() {
    headers = Map.of("Content-Type", "image/png");
    answer = new byte[] {1, 2, 3};
    NodeFinished ended = send("get", url("/gate.png"), Map.of());
    assertThat(output(ended, "body")).isEqualTo("");
    assertThat((List<?>) output(ended, "files"))
        .singleElement()
        .isInstanceOfSatisfying(
            FileRef.class,
            file -> {
              assertThat(file.filename()).isEqualTo("gate.png");
              assertThat(file.size()).isEqualTo(3);
            });

    headers = Map.of("Content-Type", "application/octet-stream");
    answer = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
    assertThat(output(send("get", url("/"), Map.of()), "body")).isEqualTo("{\"a\": 1}");

    headers = Map.of("Content-Disposition", "attachment; filename=\"a.json\"");
    assertThat((List<?>) output(send("get", url("/"), Map.of()), "files")).hasSize(1);
  }

  @Test
  void anAnswerThatIsTooLargeFailsTheNode() {
    answer = new byte[1024 * 1024 + 512 * 1024];
    assertThat(send("get", url("/"), Map.of()).error())
        .isEqualTo("Text size is too large, max size is 1.00 MB, but current size is 1.50 MB.");
  }

  private static Map<String, Object> retrying(int times) {
    return Map.of(
        "retry_config", Map.of("retry_enabled", true, "max_retries", times, "retry_interval", 1));
  }

  private List<String> retried() {
    return runs.events().stream()
        .filter(NodeRetry.class::isInstance)
        .map(event -> ((NodeRetry) event).error())
        .toList();
  }

  @Test
  void aRequestThatFailsIsSentAgainAsOftenAsTheNodeSays() {
    refusals.set(2);
    NodeFinished ended = send("get", url("/"), retrying(3));
    assertThat(ended.status()).isEqualTo(NodeStatus.SUCCEEDED);
    assertThat(output(ended, "body")).isEqualTo("fine");
    assertThat(retried()).isEqualTo(Collections.nCopies(2, "Request failed with status code 503"));

    refusals.set(9);
    assertThat(send("get", url("/"), retrying(2)).error())
        .isEqualTo("Request failed with status code 503");
    assertThat(refusals).as("one attempt and two more").hasValue(6);
  }

  @Test
  void anAddressThatGivesNoAnswerIsNamedByANodeThatTriesAgain() {
    String url = url("/");
    server.stop(0);
    NodeFinished ended = send("get", url, retrying(1));
    assertThat(ended.error()).startsWith("Reached maximum retries for URL " + url + ": ");
    assertThat(retried()).hasSize(1);
  }

  @Test
  void aServerThatDripsIsGivenUpAtTheNodesDeadline() {
    drips = true;
    runs.close();
    runs =
        new NodeRun(
            folder.resolve("impatient"),
            builder ->
                builder
                    .egress(EgressGate.builder().allowHost("127.0.0.1").build())
                    .nodeTimeout(Duration.ofSeconds(3)));
    NodeFinished ended =
        send(
            "get",
            url("/"),
            Map.of(
                "error_strategy",
                "default-value",
                "default_value",
                List.of(Map.of("key", "body", "type", "string", "value", "none"))));
    assertThat(ended.status()).isEqualTo(NodeStatus.EXCEPTION);
    assertThat(output(ended, "body")).isEqualTo("none");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedUnlessTheNodeDoesNotCheck() throws Exception {
    HttpsServer secure = SelfSigned.server(folder, this::handle);
    try {
      String url = "https://127.0.0.1:" + secure.getAddress().getPort() + "/";
      assertThat(send("get", url, Map.of()).error()).contains("PKIX");
      NodeFinished ended = send("get", url, Map.of("ssl_verify", false));
      assertThat(ended.error()).isNull();
      assertThat(output(ended, "body")).isEqualTo("fine");
    } finally {
      secure.stop(0);
    }
  }

  @Test
  void aServerThatIsGoneFailsTheNode() {
    String url = url("/");
    server.stop(0);
    NodeFinished ended = send("get", url, Map.of());
    assertThat(ended.status()).isEqualTo(NodeStatus.FAILED);
    assertThat(ended.error()).isNotBlank();
  }
}
