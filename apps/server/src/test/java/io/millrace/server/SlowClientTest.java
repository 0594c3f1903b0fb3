package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that send nothing more, or a byte now and then. The server has hardly any patience;
 * everything but what is under test is asked of another one, which has.
 */
class SlowClientTest extends ServerTest {
  private static final Duration HARDLY_ANY = Duration.ofMillis(500);

  @SuppressWarnings("NullAway.Init") // set before each test
  private MillraceServer hasty;

  @BeforeEach
  void openAnother() {
    hasty =
        MillraceServer.builder(engine)
            .port(0)
            .directory(folder.resolve("hasty"))
            .headTimeout(HARDLY_ANY)
            .bodyTimeout(HARDLY_ANY)
            .uploadTimeout(HARDLY_ANY)
            .start();
  }

  @AfterEach
  void closeTheOther() {
    hasty.close();
  }

  private static String head(String path, String type) {
    return String.join(
        "\r\n",
        "POST " + path + " HTTP/1.1",
        "Host: x",
        "Content-Type: " + type,
        "Content-Length: 1000000",
        "",
        "");
  }

  private static String upload() {
    return head("/v1/datasets/pipeline/file-upload", "multipart/form-data; boundary=b")
        + String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.md\"",
            "Content-Type: text/plain",
            "",
            "");
  }

  /** Takes a moment, as long as an answer of the patient server does. */
  private void aMoment() {
    http.get("/v1/health").is(200);
  }

  @Test
  void aHeadThatDoesNotArriveIsNotWaitedForForEver() throws IOException {
    assertThat(Wire.exchange(hasty, "GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ")).isEmpty();
  }

  @Test
  void aHeadThatArrivesByteByByteIsNotWaitedForForEver() throws IOException {
    try (Wire wire = new Wire(hasty)) {
      wire.send("GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ");

      wire.drip("x".repeat(1_000_000), this::aMoment);

      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void aBodyThatDoesNotArriveIsNotWaitedForForEver() throws IOException {
    assertThat(Wire.exchange(hasty, head("/v1/datasets", "application/json") + "{"))
        .startsWith("HTTP/1.1 408")
        .contains("request_timeout");
  }

  @Test
  void aBodyThatArrivesByteByByteIsNotWaitedForForEver() throws IOException {
    try (Wire wire = new Wire(hasty)) {
      wire.send(head("/v1/datasets", "application/json"));

      wire.drip(" ".repeat(1_000_000), this::aMoment);

      assertThat(wire.rest()).startsWith("HTTP/1.1 408").contains("request_timeout");
    }
  }

  @Test
  void anUploadThatArrivesByteByByteIsNotWaitedForForEverAndLeavesNothing() throws IOException {
    try (Wire wire = new Wire(hasty)) {
      wire.send(upload() + "x".repeat(100_000));

      wire.drip("x".repeat(800_000), this::aMoment);

      assertThat(wire.rest()).startsWith("HTTP/1.1 408").contains("request_timeout");
    }
    Awaitility.await().untilAsserted(() -> assertThat(arriving()).isZero());
  }

  private long arriving() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("hasty/server/uploads"))) {
      return files.count();
    }
  }
}
