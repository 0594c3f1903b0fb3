package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.event.RunStatus;
import io.millrace.pipeline.DegradationReport;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineReader;
import io.millrace.pipeline.Support;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines that Dify ships, on real documents. Neither is part of the project: they are looked for
 * in the folder of {@code -Dmillrace.shared.dir}, or in {@code shared} beside the project.
 */
@Timeout(600)
class OfficialPipelinesTest {
  private static final List<String> DOCUMENTS =
      List.of(
          "testHTML_utf8.html",
          "testCSV.csv",
          "testEXCEL_textbox.xlsx",
          "testMailMerge.docx",
          "a_proteome.txt");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path store;

  @Test
  void convertToMarkdownRunsWithTheStandInForMarkItDown() throws Exception {
    Path shared = shared().orElse(Path.of("absent"));
    Path file = shared.resolve("conformance/dsl/convert-to-markdown.pipeline");
    Path corpus = shared.resolve("corpus/documents");
    assumeTrue(Files.exists(file) && Files.isDirectory(corpus), "no -Dmillrace.shared.dir");
    Pipeline pipeline = new PipelineReader().read(file);
    try (PipelineEngine engine =
        PipelineEngine.builder().discover().store(store).allowFiles(corpus).build()) {
      DegradationReport report = DegradationReport.of(pipeline, engine.capabilities());
      assertThat(report.entries(Support.Level.NOT_SUPPORTED)).isEmpty();
      assertThat(report.entries(Support.Level.STAND_IN))
          .anyMatch(entry -> entry.subject().contains("markitdown"));

      RunRequest.Builder request = RunRequest.of(pipeline).knowledgeBase("Official");
      DOCUMENTS.forEach(name -> request.file(corpus.resolve(name)));
      RunResult result = engine.run(request.build());

      assertThat(result.documents()).allMatch(document -> document.error() == null);
      assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(result.counts().succeeded()).isEqualTo(DOCUMENTS.size());
      assertThat(engine.search("Official", "proteome").records()).isNotEmpty();
    }
  }

  private static Optional<Path> shared() {
    String named = System.getProperty("millrace.shared.dir", "");
    Stream<Path> folders =
        named.isEmpty()
            ? Stream.of(Path.of("../shared"), Path.of("../../../shared"))
            : Stream.of(Path.of(named));
    return folders.filter(Files::isDirectory).findFirst();
  }
}
