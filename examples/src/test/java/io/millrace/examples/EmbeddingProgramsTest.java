package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingProgramsTest {

  @Test
  void aFileIsChecked() {
    assertThat(EmbeddingPrograms.check(RepositoryFiles.PIPELINES.resolve("qa.pipeline")))
        .hasSize(6)
        .allMatch(entry -> entry.contains("NATIVE"));
  }

  @Test
  void aPipelineMadeInCodeRunsIsWatchedAndSearched(@TempDir Path store)
      throws InterruptedException {
    List<String> log = new CopyOnWriteArrayList<>();
    List<String> lines = new CopyOnWriteArrayList<>();
    CountDownLatch firstLine = new CountDownLatch(1);
    Consumer<String> watcher =
        line -> {
          lines.add(line);
          firstLine.countDown();
        };
    Path file = RepositoryFiles.DOCUMENTS.resolve("rota.txt");
    try (PipelineEngine engine =
        EmbeddingPrograms.listen(log::add).store(store).allowFiles(file).build()) {
      RunRequest request = RunRequest.of(EmbeddingPrograms.build()).file(file).build();

      assertThat(EmbeddingPrograms.stream(engine, request, watcher).succeeded()).isTrue();
      assertThat(firstLine.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(lines.get(0)).contains("workflow_started");
      assertThat(EmbeddingPrograms.search(engine, "Notes", "sluice house").records()).hasSize(1);
    }
    assertThat(log).containsExactly("rota.txt: SUCCEEDED");
  }

  @Test
  void theWholeProgramAnswersAQuestion(@TempDir Path store) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      AskTheHandbook.main(
          new String[] {
            RepositoryFiles.PIPELINES.resolve("general.pipeline").toString(),
            RepositoryFiles.DOCUMENTS.toString(),
            store.toString(),
            "What to do in a flood?"
          });
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("handbook.md", "7 documents are in the knowledge base", "1.40 metres");
  }

  @Test
  void pluginsMayComeFromAClassLoaderOfTheirOwn() {
    try (PipelineEngine engine =
        EmbeddingPrograms.engineWithPluginsOf(EmbeddingProgramsTest.class.getClassLoader())) {
      assertThat(engine.plugins()).anyMatch(line -> line.contains("local_file/file"));
    }
  }
}
