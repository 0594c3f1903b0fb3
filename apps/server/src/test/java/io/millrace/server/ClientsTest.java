package io.millrace.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.pipeline.PipelineReader;
import io.millrace.server.key.ApiKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clients of examples/clients, as a user starts them. */
class ClientsTest extends ServerTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path EXAMPLES = ROOT.resolve("examples");
  private static final int WIDTH = 160;

  @SuppressWarnings("NullAway.Init") // set before each test
  private String key;

  @BeforeEach
  void serveTheExample() {
    dataset =
        server.serve(new PipelineReader().read(EXAMPLES.resolve("pipelines/general.pipeline")));
    key = ApiKeys.of(folder).create("tour", "default").secret();
    Awaitility.await().untilAsserted(() -> http.withKey(key).get("/v1/datasets").is(200));
  }

  private List<String> start(String... command) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(List.of(command));
    whole.addAll(
        List.of(
            server.uri().toString(),
            dataset,
            "file",
            EXAMPLES.resolve("documents/handbook.md").toString(),
            key));
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("WIDTH", "1000000"); // cut once all that differs has one length
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  private static boolean has(String program, String option) {
    try {
      Process process =
          new ProcessBuilder(program, option)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void theTranscriptInTheDocsIsWhatCurlSees() throws Exception {
    assumeTrue(has("bash", "--version") && has("curl", "--version"), "no bash or curl");

    List<String> lines =
        start("bash", EXAMPLES.resolve("clients/curl/tour.sh").toString()).stream()
            .map(this::withoutWhatDiffers)
            .map(line -> line.substring(0, Math.min(line.length(), WIDTH)))
            .toList();

    Path made = Path.of("target/tour.txt");
    Files.createDirectories(made.getParent());
    Files.write(made, lines, UTF_8);
    String docs = Files.readString(ROOT.resolve("docs/http-api.md"));
    for (String line : lines) {
      assertThat(docs).as("apps/server/%s is the transcript of now", made).contains(line);
    }
  }

  private String withoutWhatDiffers(String line) {
    return line.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]*", "00000000-…")
        .replaceAll("\"(\\d{8})\\d{12}\"", "\"20260101…\"")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d", "2026-01-01T12:00:00")
        .replaceAll("(created_at|completed_at|finished_at|started_at)\":[0-9.]+", "$1\":1767225600")
        .replaceAll("elapsed_time\":[0-9.E-]+", "elapsed_time\":0.1")
        .replaceAll("[0-9a-f]{64}", "…");
  }

  @Test
  void aProgramForNodeDoesTheSameWithFetch() throws Exception {
    assumeTrue(has("node", "--version"), "no node");

    assertThat(start("node", EXAMPLES.resolve("clients/node/tour.mjs").toString()))
        .contains(
            "blocking run succeeded in 4 steps",
            "event workflow_started",
            "event node_finished Chunks",
            "event workflow_finished succeeded",
            "indexing status completed",
            "found true");
  }
}
