package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineReaderTest {
  private static final String VALID = new PipelineWriter().write(Samples.chain().build());

  private final PipelineReader reader = new PipelineReader();

  @Test
  void aFileAStreamAndATextGiveTheSamePipeline(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.pipeline"), VALID);
    byte[] bytes = ("\uFEFF" + VALID).getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(file))
        .isEqualTo(reader.read(VALID))
        .isEqualTo(reader.read(new ByteArrayInputStream(bytes)))
        .isEqualTo(
            reader.read(
                new ByteArrayInputStream(("\uFEFF" + VALID).getBytes(StandardCharsets.UTF_16LE))));
  }

  @Test
  void theWholeFileIsKeptAndNotesAreNoNodes() {
    Pipeline pipeline = Samples.pipeline("branches.pipeline");
    assertThat(pipeline.tree()).containsKey("x_note_of_ours");
    assertThat(pipeline.nodes()).extracting(PipelineNode::id).doesNotContain("remark").hasSize(8);
    assertThat(pipeline.datasourceNodes())
        .extracting(PipelineNode::id)
        .containsExactly("file", "web");
    assertThat(pipeline.node("choose").orElseThrow().type()).isEqualTo("if-else");
    assertThat(pipeline.edges().get(0)).isEqualTo(new PipelineEdge("file", "source", "choose"));
    assertThat(pipeline.edges().get(4).sourceHandle()).isEqualTo("source");
    assertThat(pipeline.name()).isEqualTo("Branches");
    assertThat(pipeline.variables().get(1).defaultValue()).isEqualTo(1024L);
    assertThat(pipeline.toString() + pipeline.environmentVariables()).doesNotContain("sesame");
  }

  @Test
  void membersOfAContainerNameIt() {
    Pipeline pipeline = Samples.pipeline("containers.pipeline");
    PipelineNode member = pipeline.node("shout").orElseThrow();
    assertThat(member.container()).isEqualTo("each");
    assertThat(member.iterationId()).isEqualTo("each");
    assertThat(member.loopId()).isNull();
  }

  @Test
  void theTreeCannotBeChanged() {
    Pipeline pipeline = reader.read(VALID);
    assertThatThrownBy(() -> pipeline.tree().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> pipeline.nodes().get(0).data().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aFileOfMoreThanTenMegabytesIsRefused() {
    String large = VALID + "#" + "x".repeat(10 * 1024 * 1024);
    assertThatThrownBy(() -> reader.read(large))
        .hasMessageStartingWith("File size exceeds the limit of 10MB");
    String wide = VALID + "#" + "文".repeat(4 * 1024 * 1024);
    assertThatThrownBy(() -> reader.read(wide))
        .hasMessageStartingWith("File size exceeds the limit of 10MB");
    assertThatThrownBy(
            () -> reader.read(new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
        .hasMessageStartingWith("File size exceeds the limit of 10MB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Invalid YAML format: content must be a mapping",
        "- a|Invalid YAML format: content must be a mapping",
        "a: [b|Invalid YAML format: while parsing a flow sequence",
        "version: 0.1.0|Missing rag_pipeline data in YAML content",
        "rag_pipeline: {}|Missing rag_pipeline data in YAML content",
        "rag_pipeline: {name: a}|Missing workflow data for rag pipeline",
        "{rag_pipeline: {name: a}, workflow: {features: 1}}|nodes or edges not found in workflow"
            + " graph",
        "{rag_pipeline: {name: a}, workflow: {graph: {nodes: 1, edges: []}}}|nodes in workflow"
            + " graph must be a list",
        "{rag_pipeline: {name: a}, workflow: {graph: {nodes: [], edges: {}}}}|edges in workflow"
            + " graph must be a list",
        "{version: 1.0, rag_pipeline: {name: a}}|Invalid version type, expected str, got <class"
            + " 'float'>",
        "{kind: app, rag_pipeline: {name: a}}|The file is of kind 'app', not 'rag_pipeline'.",
      })
  void aFileThatIsNoPipelineIsRefusedWithTheTextOfDify(String yaml, String text) {
    assertThatThrownBy(() -> reader.read(yaml))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining(text);
  }

  @Test
  void aSyntaxErrorNamesItsLineAndColumn() {
    assertThatThrownBy(() -> reader.read("a: b\nc: d: e"))
        .hasMessageContaining(
            "Invalid YAML format: mapping values are not allowed here (line 2, column 5)");
  }

  @Test
  void aFileThatIsNotThereOrNotTextIsRefused(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> reader.read(folder.resolve("none.pipeline")))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("none.pipeline': it does not exist.");
    assertThatThrownBy(() -> reader.read(folder)).isInstanceOf(InvalidPipelineException.class);
    Path binary = Files.write(folder.resolve("b.pipeline"), new byte[] {'a', (byte) 0xC3, '('});
    assertThatThrownBy(() -> reader.read(binary)).hasMessageContaining("not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, COMPLETED",
    "0.1, COMPLETED",
    "v0.1.0, COMPLETED",
    "0.1.0rc1, COMPLETED",
    "0.0.9, COMPLETED_WITH_WARNINGS",
    "0.1.1, PENDING",
    "0.2.0, PENDING",
    "1.0.0, PENDING",
    "0.1.0.post1, PENDING",
    "'', COMPLETED",
    "newest, FAILED",
    "1..2, FAILED"
  })
  void theVersionDecidesTheOutcomeOfAnImport(String version, ImportStatus status) {
    PipelineInspection inspection =
        reader.inspect(VALID.replace("version: 0.1.0", "version: '" + version + "'"));
    assertThat(inspection.status()).isEqualTo(status);
    assertThat(inspection.valid()).isEqualTo(status != ImportStatus.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version: 0.1.0\n", "kind: rag_pipeline\n"})
  void aMissingVersionOrKindIsTakenForTheUsualOne(String line) {
    PipelineInspection inspection = reader.inspect(VALID.replace(line, ""));
    assertThat(inspection.status()).isEqualTo(ImportStatus.COMPLETED);
    assertThat(inspection.orThrow().version()).isEqualTo("0.1.0");
  }

  @Test
  void inspectGivesThePipelineAlsoWhenItIsWrong() {
    String broken = VALID.replace("target: index\n", "target: nowhere\n");
    PipelineInspection inspection = reader.inspect(broken);
    assertThat(inspection.pipeline()).isPresent();
    assertThat(inspection.valid()).isFalse();
    assertThatThrownBy(() -> reader.read(broken))
        .isInstanceOfSatisfying(
            InvalidPipelineException.class,
            e -> assertThat(e.problems()).isEqualTo(inspection.problems()))
        .hasMessageContaining("references unknown target node 'nowhere'.");
  }

  @Test
  void anErrorThatARunMayNeverMeetDoesNotStopReading() {
    String flawed = VALID.replace("top_k: 3", "top_k: 0");
    assertThat(reader.inspect(flawed).errors()).isNotEmpty();
    assertThat(reader.read(flawed).name()).isEqualTo("Chain");
  }
}
