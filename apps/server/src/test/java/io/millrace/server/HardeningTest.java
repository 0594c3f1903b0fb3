package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.PipelineEngine;
import io.millrace.error.MillraceException;
import io.millrace.knowledge.KnowledgeStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardeningTest extends ServerTest {
  @Override
  protected MillraceServer.Builder settings(MillraceServer.Builder builder) {
    return builder.maxBodyBytes(10_000);
  }

  @Test
  void everyAnswerCarriesAnIdAndTheSecurityHeaders() {
    Http.Reply reply =
        http.send(http.request("/v1/datasets").header("X-Request-Id", "abc-1").GET());

    assertThat(reply.header("X-Request-Id")).isEqualTo("abc-1");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(reply.header("Server")).isEmpty();
    assertThat(
            http.send(http.request("/v1/datasets").header("X-Request-Id", "a b<script>").GET())
                .header("X-Request-Id"))
        .matches("[0-9a-f]+");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    http.post("/v1/datasets", "{\"name\":\"" + "x".repeat(10_000) + "\"}")
        .isError(413, "request_entity_too_large");
  }

  @Test
  void aBodyOfUnknownLengthIsRefusedAsSoonAsItIsTooLong() throws IOException {
    String chunk = "7d0\r\n" + "x".repeat(2_000) + "\r\n";

    String head =
        String.join(
            "\r\n",
            "POST /v1/datasets HTTP/1.1",
            "Host: x",
            authorization(),
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "",
            "");

    String answer = Wire.exchange(server, head + chunk.repeat(6) + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("request_entity_too_large");
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws IOException {
    String answer =
        Wire.exchange(
            server, "GET /v1/health HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").doesNotContain("Exception");
  }

  @Test
  void whatIsNoHttpIsRefusedInOneLine() throws IOException {
    assertThat(Wire.exchange(server, "HELLO\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("Exception");
    assertThat(
            Wire.exchange(
                server,
                "GET /v1/datasets/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("Exception");
  }

  @Test
  void aJsonBodyNestedTooDeepIsRefused() {
    Http.Reply reply = http.post("/v1/datasets", "{\"name\":".repeat(300) + "1" + "}".repeat(300));
    reply.isError(400, "bad_request");
    assertThat(reply.body()).contains("200").doesNotContain("Constraints");
    http.post("/v1/datasets", "{\"name\":\"a\",\"name\":\"b\"}").isError(400, "bad_request");
  }

  @Test
  void whatFailsUnexpectedlyGivesNothingAway() {
    KnowledgeStore real = engine.knowledge().orElseThrow();
    KnowledgeStore broken =
        (KnowledgeStore)
            Proxy.newProxyInstance(
                KnowledgeStore.class.getClassLoader(),
                new Class<?>[] {KnowledgeStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("segments")) {
                    throw new IllegalStateException("/tmp/secret/index is broken");
                  }
                  return method.invoke(real, arguments);
                });
    String document =
        http.post(at("/pipeline/run"), run(http.upload("a.md", "one"), true, "blocking"))
            .json()
            .at("/data/outputs/document_id")
            .asText();
    try (PipelineEngine other = PipelineEngine.builder().discover().knowledge(broken).build();
        MillraceServer open = MillraceServer.builder(other).port(0).start()) {
      Http.Reply reply = new Http(open.uri(), null).get(at("/documents/" + document + "/segments"));

      reply.isError(500, "unknown", "Internal Server Error");
      assertThat(reply.body()).doesNotContain("secret");
    }
  }

  @Test
  void aPathCannotLeaveItsPlace() {
    for (String path :
        new String[] {"/v1/files/..%2F..%2Fetc%2Fpasswd/file-preview", "/v1/files/..;/x", "/etc"}) {
      assertThat(http.get(path).status()).as(path).isIn(400, 403, 404);
    }
  }

  @Test
  void aServerForStrangersNeedsAKey(@TempDir Path other) {
    try (PipelineEngine bare = PipelineEngine.builder().discover().store(other).build()) {
      assertThatThrownBy(
              () -> MillraceServer.builder(bare).directory(other).host("0.0.0.0").port(0).start())
          .isInstanceOf(MillraceException.class)
          .hasMessageContaining("no API key");
      try (MillraceServer open = MillraceServer.builder(bare).directory(other).port(0).start()) {
        new Http(open.uri(), null).get("/v1/datasets").is(200);
        new Http(open.uri(), "anything").get("/v1/datasets").is(200);
      }
    }
  }
}
