package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.PipelineEngine;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own that is killed while it works. */
@Timeout(600)
class KilledRunTest {
  private static final int FILES = 60;
  private static final int PARAGRAPHS = 3;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @Test
  void afterAKillTheNextRunLeavesNoDocumentLostDoubledOrHalf() throws Exception {
    Cli cli = new Cli(folder);
    for (int i = 0; i < FILES; i++) {
      cli.file("f%02d.md".formatted(i), "one of %d\n\ntwo\n\nthree".formatted(i));
    }
    for (int done : List.of(1, 20)) {
      killAfter(cli, done);
      assertThat(whole(cli)).as("whole after the kill").isGreaterThanOrEqualTo(done);
    }

    assertThat(cli.run(cli.documents()).out()).contains(FILES + " of " + FILES + " items done");
    assertThat(whole(cli)).isEqualTo(FILES);
  }

  /** Starts a run in another process and kills it once it told of so many finished items. */
  private static void killAfter(Cli cli, int items) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.millrace.cli.MillraceCommand",
                "run",
                cli.pipeline.toString(),
                cli.documents().toString(),
                "--input",
                "longest=500",
                "--store",
                cli.store.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.errorReader()) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("succeeded") && ++seen == items) {
          break;
        }
      }
      assertThat(seen).as("items before the kill").isEqualTo(items);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Returns how many documents are complete; none may be there twice or in part. */
  private static long whole(Cli cli) {
    try (PipelineEngine engine = PipelineEngine.builder().discover().store(cli.store).build()) {
      KnowledgeStore store = engine.knowledge().orElseThrow();
      KnowledgeBase base = engine.knowledgeBases().get(0);
      List<Document> documents = store.documents(base.id(), PageRequest.of(1, 1_000)).items();
      assertThat(documents).extracting(Document::name).doesNotHaveDuplicates();
      for (Document document : documents) {
        assertThat(store.segments(base.id(), document.id(), PageRequest.of(1, 100)).total())
            .as(document.name())
            .isEqualTo(document.isSearchable() ? PARAGRAPHS : 0);
      }
      return documents.stream().filter(Document::isSearchable).count();
    }
  }
}
