package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PipelineRoundTripTest {
  static final List<String> OURS = Samples.OURS;

  private final PipelineReader reader = new PipelineReader();
  private final PipelineWriter writer = new PipelineWriter();

  @ParameterizedTest
  @FieldSource("OURS")
  void aFileWrittenAgainHasTheSameTreeInTheSameOrder(String name) {
    Pipeline pipeline = Samples.pipeline(name);
    String written = writer.write(pipeline);
    assertThat(reader.read(written)).isEqualTo(pipeline);
    assertThat(json(reader.read(written))).isEqualTo(json(pipeline));
    assertThat(writer.write(reader.read(written))).isEqualTo(written);
  }

  @ParameterizedTest
  @FieldSource("OURS")
  void ourSamplesHaveNoErrors(String name) {
    PipelineInspection inspection = reader.inspect(Samples.text(name));
    assertThat(inspection.problems()).isEmpty();
    assertThat(inspection.valid()).isTrue();
    assertThat(inspection.status()).isEqualTo(ImportStatus.COMPLETED);
  }

  @Test
  void everyConformanceFileReadsValidatesAndComesBackTheSame() {
    List<Path> files = Samples.conformancePipelines();
    assumeTrue(!files.isEmpty(), "no DIR/dsl/*.pipeline; set -Dmillrace.conformance.dir=DIR");
    for (Path file : files) {
      PipelineInspection inspection = reader.inspect(file);
      assertThat(inspection.errors()).as(file.toString()).isEmpty();
      Pipeline pipeline = inspection.orThrow();
      Pipeline again = reader.read(writer.write(pipeline));
      assertThat(json(again)).as(file.toString()).isEqualTo(json(pipeline));
      assertThat(again).as(file.toString()).isEqualTo(pipeline);
      assertThat(pipeline.knowledgeIndexNode()).as(file.toString()).isPresent();
      assertThat(pipeline.datasourceNodes()).as(file.toString()).isNotEmpty();
    }
  }

  /** Unlike equals, this sees the order of keys. */
  private static String json(Pipeline pipeline) {
    try {
      return new ObjectMapper().writeValueAsString(pipeline.tree());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
