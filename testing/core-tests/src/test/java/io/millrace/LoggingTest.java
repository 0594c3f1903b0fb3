package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.ItemOutcome;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a host finds in its log. */
class LoggingTest {
  private static final org.slf4j.Logger log = LoggerFactory.getLogger(LoggingTest.class);

  @Test
  void everyLineThatANodeLogsCarriesTheIdsOfItsRunAndDocument(@TempDir Path folder)
      throws IOException {
    Path docs = Files.createDirectory(folder.resolve("docs"));
    Files.writeString(docs.resolve("a.md"), "One.");
    Files.writeString(docs.resolve("b.md"), "Two.");
    MDC.put("run", "of the host");
    try (CapturedLog lines = CapturedLog.of(LoggingTest.class);
        PipelineEngine engine =
            PipelineEngine.builder()
                .discover()
                .addNodes(new FixedNodes(Map.of("logging", LoggingTest::work)))
                .store(folder.resolve("store"))
                .allowFiles(docs)
                .build()) {
      RunResult result =
          engine.run(RunRequest.of(TestPipelines.first("logging")).file(docs).build());

      assertThat(lines.lines()).hasSize(2);
      assertThat(lines.lines())
          .extracting(line -> line.getMDCPropertyMap().get("document"))
          .containsExactlyInAnyOrderElementsOf(
              result.documents().stream().map(ItemOutcome::documentId).toList());
      assertThat(lines.lines())
          .extracting(line -> line.getMDCPropertyMap().get("run"))
          .containsOnly(result.runId());
      assertThat(lines.lines())
          .extracting(line -> line.getMDCPropertyMap().get("node"))
          .containsOnly("first");
      assertThat(MDC.get("run")).isEqualTo("of the host");
    } finally {
      MDC.remove("run");
    }
  }

  private static NodeResult work(NodeContext context) {
    log.info("Working");
    return NodeResult.succeeded(Map.of("lines", List.of()));
  }
}
