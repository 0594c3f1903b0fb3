package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.millrace.event.ItemOutcome;
import io.millrace.graph.Node;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger logger = (Logger) LoggerFactory.getLogger(LoggingTest.class);
    logger.addAppender(lines);
    Path docs = Files.createDirectory(folder.resolve("docs"));
    Files.writeString(docs.resolve("a.md"), "One.");
    Files.writeString(docs.resolve("b.md"), "Two.");
    MDC.put("run", "of the host");
    try (PipelineEngine engine =
        PipelineEngine.builder()
            .discover()
            .addNodes(new Logging())
            .store(folder.resolve("store"))
            .allowFiles(docs)
            .build()) {
      RunResult result = engine.run(RunRequest.of(pipeline()).file(docs).build());

      assertThat(lines.list).hasSize(2);
      assertThat(lines.list)
          .extracting(line -> line.getMDCPropertyMap().get("document"))
          .containsExactlyInAnyOrderElementsOf(
              result.documents().stream().map(ItemOutcome::documentId).toList());
      assertThat(lines.list)
          .extracting(line -> line.getMDCPropertyMap().get("run"))
          .containsOnly(result.runId());
      assertThat(lines.list)
          .extracting(line -> line.getMDCPropertyMap().get("node"))
          .containsOnly("log");
      assertThat(MDC.get("run")).isEqualTo("of the host");
    } finally {
      MDC.remove("run");
      logger.detachAppender(lines);
    }
  }

  private static Pipeline pipeline() {
    return Pipeline.builder("Notes")
        .datasource("file")
        .localFile("md")
        .documentExtractor("extract", Selector.of("file", "file"))
        .node("log", "logging", Map.of())
        .generalChunker("chunk")
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("delimiter", "\\n\\n")
        .constant("max_chunk_length", 500)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "extract", "log", "chunk", "index")
        .build();
  }

  private static final class Logging implements NodeExecutorProvider {
    @Override
    public String id() {
      return "logging";
    }

    @Override
    public Set<String> types() {
      return Set.of("logging");
    }

    @Override
    public NodeExecutor create(Node node, NodeServices services) {
      return context -> {
        log.info("Working");
        return NodeResult.succeeded(Map.of("lines", List.of()));
      };
    }
  }
}
