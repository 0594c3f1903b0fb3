package io.millrace.metrics.micrometer;

import static io.millrace.testkit.TestedRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.pipeline.Pipeline;
import io.millrace.testkit.PipelineTester;
import io.millrace.variable.Selector;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
  private static final Pipeline NOTES =
      Pipeline.builder("Notes")
          .datasource("file")
          .localFile("md")
          .documentExtractor("extract", Selector.of("file", "file"))
          .generalChunker("chunk")
          .mixed("input_variable", "{{#extract.text#}}")
          .constant("delimiter", "\\n\\n")
          .constant("max_chunk_length", 100)
          .add()
          .knowledgeIndex("index")
          .chunks(Selector.of("chunk", "result"))
          .economy()
          .chain("file", "extract", "chunk", "index")
          .build();

  @Test
  void runsItemsAndNodesAreCountedInTheRegistryThatIsGiven() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    assertThat(
            PipelineTester.of(NOTES)
                .withFile("a.md", "One.")
                .withFile("b.md", "Two.")
                .withEngine(engine -> engine.addListener(new MicrometerMetrics(registry)))
                .run())
        .succeeded();

    assertThat(registry.get("millrace.runs").tag("status", "succeeded").timer().count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("millrace.items")
                .tags("datasource", "local_file", "status", "succeeded")
                .counter()
                .count())
        .isEqualTo(2);
    assertThat(
            registry
                .get("millrace.nodes")
                .tags("type", "document-extractor", "status", "succeeded")
                .timer()
                .count())
        .isEqualTo(2);
    assertThat(registry.get("millrace.tokens").counter().count()).isNotNegative();
  }

  @Test
  void onTheClassPathItIsFoundAndWritesToTheGlobalRegistry() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    try {
      assertThat(PipelineTester.of(NOTES).withFile("a.md", "One.").run()).succeeded();

      assertThat(registry.get("millrace.runs").tag("status", "succeeded").timer().count())
          .isEqualTo(1);
    } finally {
      Metrics.removeRegistry(registry);
    }
  }
}
