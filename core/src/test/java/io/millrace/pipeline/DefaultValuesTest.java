package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DefaultValuesTest {

  @Test
  void exactlyTheRecordedValuesFit() throws IOException {
    Path file =
        Samples.conformance()
            .map(dir -> dir.resolve("engine/values.json"))
            .orElse(Path.of("absent"));
    assumeTrue(Files.exists(file), "no DIR/engine/values.json; set -Dmillrace.conformance.dir=DIR");
    ObjectMapper json = new ObjectMapper();
    int seen = 0;
    for (JsonNode vector : json.readTree(file.toFile()).get("cases")) {
      if (vector.path("kind").asText().equals("default_value")) {
        Object value = json.convertValue(vector.get("value"), Object.class);
        assertThat(DefaultValues.fits(vector.get("type").asText(), value))
            .as(vector.toString())
            .isEqualTo(vector.get("expected").has("value"));
        seen++;
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void textsOfOtherTypesAreParsed() {
    assertThat(DefaultValues.fits("number", " 1.5 ")).isTrue();
    assertThat(DefaultValues.fits("number", "many")).isFalse();
    assertThat(DefaultValues.fits("array[object]", "[{\"a\": 1}]")).isTrue();
    assertThat(DefaultValues.fits("array[object]", "[1]")).isFalse();
    assertThat(DefaultValues.fits("boolean", true)).isFalse();
  }
}
