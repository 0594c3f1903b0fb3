package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineFuzzTest {
  private static final List<String> TOKENS =
      List.of(
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "<<: *a",
          "!!int ",
          "!x ",
          "|\n",
          ">-\n",
          "'",
          "\"",
          "#",
          "\n",
          "  ",
          "\t",
          "? ",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "null",
          "17",
          "1.5",
          "\\x",
          "\"\\ud800\"",
          "\u0000",
          "😀",
          "id: file",
          "source: 1",
          "{{#a.b#}}");

  private final PipelineReader reader = new PipelineReader();
  private final PipelineWriter writer = new PipelineWriter();

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void aMutatedFileIsAPipelineOrOurException(long seed) {
    Random random = new Random(seed);
    String valid = Samples.text(Samples.OURS.get(random.nextInt(Samples.OURS.size())));
    Assertions.assertTimeout(
        Duration.ofSeconds(300),
        () -> {
          for (int i = 0; i < 200; i++) {
            read(mutate(valid, random));
          }
        });
  }

  private void read(String yaml) {
    PipelineInspection inspection = reader.inspect(yaml);
    reader.inspect(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_16BE)));
    try {
      Pipeline pipeline = inspection.orThrow();
      assertThat(reader.read(writer.write(pipeline))).isEqualTo(pipeline);
      for (PipelineNode start : pipeline.datasourceNodes()) {
        assertThat(PipelineInputs.of(pipeline, start.id()).variables()).isNotNull();
      }
    } catch (InvalidPipelineException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static String mutate(String valid, Random random) {
    StringBuilder text = new StringBuilder(valid);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(30));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
        case 2 -> text.insert(at, text.substring(at, end));
        default -> text.setCharAt(at, (char) random.nextInt(0x300));
      }
    }
    return text.toString();
  }
}
