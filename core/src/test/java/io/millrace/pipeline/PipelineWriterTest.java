package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineWriterTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "b c",
          "\n",
          "\n\n",
          " ",
          "\t",
          "\r\n",
          ":",
          "#",
          " #",
          ": ",
          "- ",
          "'",
          "\"",
          "\\",
          "\\n",
          "é",
          "中文",
          "。",
          "😀",
          "\u2028",
          "\u0085",
          "\u00a0",
          "\ufeff",
          "\u0007",
          "0",
          "1e5",
          "---",
          "%",
          "@",
          "`",
          "!",
          "&",
          "*",
          "|",
          ">",
          "{",
          "]",
          ",",
          "?",
          "=",
          "<<",
          "null",
          "yes",
          "\u3000",
          "```\ncode\n```");

  private final PipelineWriter writer = new PipelineWriter();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyTextComesBackAsItWas(long seed) {
    Random random = new Random(seed);
    List<Object> texts = new ArrayList<>();
    Map<String, Object> keyed = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(8); part >= 0; part--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
      keyed.put(text.toString(), List.of(text.toString()));
    }
    assertComesBack(Map.of("texts", texts, "keyed", keyed));
  }

  @Test
  void everyOtherValueComesBackAsItWas() {
    assertComesBack(
        Map.of(
            "v",
            Arrays.asList(
                1,
                -1,
                1.0,
                1e20,
                1e-20,
                1e300,
                -0.0,
                0.5,
                true,
                false,
                null,
                List.of(),
                Map.of(),
                List.of(List.of()),
                BigInteger.TWO.pow(90),
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                "017",
                "1:30",
                "on",
                "NULL",
                "2024-01-01",
                "",
                "~",
                "0o17",
                "y",
                "1.5e+5",
                ".5")));
  }

  @Test
  void linesAreWrittenAsLines() {
    assertThat(writer.write(Pipeline.fromTree(Map.of("v", "one\n\n  two: #\n"))))
        .isEqualTo("v: |\n  one\n\n    two: #\n");
  }

  @Test
  void numbersInTextsAreQuotedAndExponentsHaveASign() {
    assertThat(writer.write(Pipeline.fromTree(Map.of("v", List.of("0.1", "=", 1e20)))))
        .isEqualTo("v:\n- '0.1'\n- '='\n- 1.0e+20\n");
  }

  @Test
  void anExportHoldsNoSecretsAndNoKeysThatDifyDoesNotKnow() {
    Pipeline pipeline = Samples.pipeline("branches.pipeline");
    String export = PipelineWriter.forExport().write(pipeline);
    assertThat(export).doesNotContain("sesame", "credential_id", "x_note_of_ours");
    Pipeline again = new PipelineReader().read(export);
    assertThat(again.environmentVariables().get(0).value()).isEqualTo("");
    assertThat(again.environmentVariables().get(1).value()).isEqualTo(12L);
    assertThat(again.nodes()).hasSameSizeAs(pipeline.nodes());
    assertThat(PipelineWriter.forExportWithSecrets().write(pipeline))
        .contains("sesame", "credential_id: c-1")
        .doesNotContain("x_note_of_ours");
  }

  @Test
  void anExportOfAnAgentForgetsTheCredentialsOfItsTools() {
    Map<String, Object> tool = Map.of("tool_name", "t", "credential_id", "c-7");
    Pipeline pipeline =
        Pipeline.fromTree(
            Map.of(
                "version",
                "0.0.1",
                "workflow",
                Map.of(
                    "graph",
                    Map.of(
                        "nodes",
                        List.of(
                            Map.of(
                                "id",
                                "a",
                                "data",
                                Map.of(
                                    "type",
                                    "agent",
                                    "agent_parameters",
                                    Map.of("tools", Map.of("value", List.of(tool))))))))));
    assertThat(PipelineWriter.forExport().write(pipeline))
        .doesNotContain("c-7")
        .contains("tool_name: t", "version: 0.1.0", "icon_background: '#FFEAD5'");
  }

  @Test
  void aFileIsReplacedInOneStepAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new/p.pipeline");
    writer.write(Samples.pipeline("branches.pipeline"), file);
    writer.write(Samples.pipeline("containers.pipeline"), file);
    assertThat(new PipelineReader().read(file)).isEqualTo(Samples.pipeline("containers.pipeline"));
    try (var files = Files.list(folder.resolve("new"))) {
      assertThat(files).containsExactly(file);
    }
  }

  private void assertComesBack(Map<String, ?> tree) {
    Pipeline pipeline = Pipeline.fromTree(tree);
    String yaml = writer.write(pipeline);
    assertThat(YamlText.parse(yaml, ReaderLimits.DEFAULTS, problem -> {}))
        .isEqualTo(pipeline.tree());
  }
}
