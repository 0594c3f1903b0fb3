package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.Http.Part;
import io.millrace.server.api.UploadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest extends ServerTest {
  private static final String PATH = "/v1/datasets/pipeline/file-upload";

  @Override
  protected MillraceServer.Builder settings(MillraceServer.Builder builder) {
    return builder
        .uploads(new UploadLimits(50_000, 10, 20, 30, Set.of("exe")))
        .bodyTimeout(Duration.ofMinutes(5)); // for what is thrown away after a refusal
  }

  @Test
  void aFileIsStoredAndDescribed() throws IOException {
    var answer = http.form(PATH, Part.file("Räport.MD", "text/markdown", "# A")).is(201).json();

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly(
            "id", "name", "size", "extension", "mime_type", "created_by", "created_at");
    assertThat(answer.path("name").asText()).isEqualTo("Räport.MD");
    assertThat(answer.path("size").asInt()).isEqualTo(3);
    assertThat(answer.path("extension").asText()).isEqualTo("md");
    assertThat(answer.path("mime_type").asText()).isEqualTo("text/markdown");
    var stored = engine.files().find(answer.path("id").asText()).orElseThrow();
    assertThat(engine.files().open(stored)).hasContent("# A");
    assertThat(left()).isEmpty();
  }

  @Test
  void noFileIsRefused() {
    http.form(PATH, Part.field("other", "x"))
        .isError(400, "no_file_uploaded", "Please upload your file.");
    http.post(PATH, "{}").isError(400, "no_file_uploaded", "Please upload your file.");
  }

  @Test
  void twoFilesAreRefused() {
    http.form(PATH, Part.file("a.md", "text/plain", "a"), Part.file("b.md", "text/plain", "b"))
        .isError(400, "too_many_files", "Only one file is allowed.");
  }

  @Test
  void aFileWithoutTypeIsUnsupported() {
    http.form(PATH, new Part("file", "a.md", null, new byte[] {1}))
        .isError(415, "unsupported_file_type", "File type not allowed.");
  }

  @Test
  void aFileWithoutNameIsRefused() {
    http.form(PATH, new Part("file", null, "text/plain", new byte[] {1}))
        .isError(400, "filename_not_exists_error", "The specified filename does not exist.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "a/b.md", "a\\\\b.md"})
  void aNameThatIsAPathIsRefused(String name) {
    http.form(PATH, Part.file(name, "text/plain", "a"))
        .isError(400, "invalid_param", "Filename contains invalid characters");
  }

  @Test
  void aRefusedExtensionIsTold() {
    http.form(PATH, Part.file("a.EXE", "text/plain", "a"))
        .isError(400, "invalid_param", "File extension '.exe' is not allowed for security reasons");
  }

  @Test
  void theLimitIsInclusiveAndDependsOnTheKind() {
    http.form(PATH, Part.file("a.md", "text/plain", "x".repeat(50_000))).is(201);
    http.form(PATH, Part.file("a.md", "text/plain", "x".repeat(50_001)))
        .isError(413, "file_too_large", "File size exceeded.");
    http.form(PATH, Part.file("a.png", "image/png", "x".repeat(11)))
        .isError(413, "file_too_large", "File size exceeded.");
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatWritesEverythingBeforeItReadsSeesThatItWasTooMuch(boolean saysHowMuch)
      throws IOException {
    byte[] content = new byte[30_000_000];
    try (Wire wire = new Wire(server)) {
      if (saysHowMuch) {
        String part = head(0).substring(head(0).indexOf("--b"));
        wire.send(head(part.length() + content.length));
        wire.send(content);
      } else {
        String head = head(0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
        String part = head.substring(head.indexOf("--b"));
        wire.send(head.substring(0, head.indexOf("--b")));
        wire.send(Integer.toHexString(part.length() + content.length) + "\r\n" + part);
        wire.send(content);
        wire.send("\r\n0\r\n\r\n");
      }

      assertThat(wire.rest()).startsWith("HTTP/1.1 413").contains("file_too_large");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void aFormOfTooManyPartsIsRefused() {
    Part[] parts = new Part[33];
    java.util.Arrays.setAll(parts, i -> Part.field("field" + i, "x"));

    http.form(PATH, parts).isError(413, "file_too_large");
  }

  @Test
  void aPartWhoseHeadIsTooLongIsRefused() {
    http.form(PATH, Part.file("a".repeat(9_000) + ".md", "text/plain", "x"))
        .isError(413, "file_too_large");
    assertThat(left()).isEmpty();
  }

  @Test
  void aFormThatIsNoneIsRefused() {
    http.send(
            http.request(PATH)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("what is this")))
        .isError(400, "bad_request");
    http.send(
            http.request(PATH)
                .header("Content-Type", "multipart/form-data")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("--b--")))
        .isError(400, "bad_request");
  }

  @Test
  void aBodyThatSaysItIsTooLongIsRefusedBeforeItComes() throws IOException {
    try (Wire wire = new Wire(server)) {
      wire.send(head(2_000_000));

      assertThat(wire.read("HTTP/1.1 413".length())).isEqualTo("HTTP/1.1 413");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void aLongNameIsCutBeforeItsFirstDot() {
    String name =
        http.form(PATH, Part.file("n".repeat(300) + ".tar.gz", "text/plain", "a"))
            .is(201)
            .json()
            .path("name")
            .asText();

    assertThat(name).isEqualTo("n".repeat(200) + ".gz");
  }

  @Test
  void anUploadThatIsCutOffLeavesNothingBehind() throws IOException {
    try (Wire wire = new Wire(server)) {
      wire.send(head(50_000) + "x".repeat(40_000));
      Awaitility.await().until(() -> !left().isEmpty());
    }

    Awaitility.await().untilAsserted(() -> assertThat(left()).isEmpty());
    try (Stream<Path> files = Files.walk(folder.resolve("files"))) {
      assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .doesNotContain("content");
    }
  }

  /** Returns the head of an upload and of its only part. */
  private String head(int length) {
    return String.join(
        "\r\n",
        "POST " + PATH + " HTTP/1.1",
        "Host: x",
        authorization(),
        "Content-Length: " + length,
        "Content-Type: multipart/form-data; boundary=b",
        "",
        "--b",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.md\"",
        "Content-Type: text/plain",
        "",
        "");
  }

  private List<Path> left() {
    try (Stream<Path> files = Files.list(folder.resolve("server/uploads"))) {
      return files.toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
