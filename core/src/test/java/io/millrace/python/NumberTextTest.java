package io.millrace.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberTextTest {

  @Test
  void textsAreReadAsCPythonReadsThem() throws IOException {
    JsonNode rows =
        new JsonMapper().readTree(NumberTextTest.class.getResourceAsStream("/python/numbers.json"));
    assertThat(rows).isNotEmpty();
    for (JsonNode row : rows) {
      String text = row.get(0).textValue();
      assertThat(printed(NumberText::parseInteger, text))
          .as("int(%s)", PythonText.repr(text))
          .isEqualTo(row.get(1).textValue());
      assertThat(printed(NumberText::parseFloat, text))
          .as("float(%s)", PythonText.repr(text))
          .isEqualTo(row.get(2).textValue());
    }
  }

  private static @Nullable String printed(Function<String, Object> parse, String text) {
    try {
      return PythonText.repr(parse.apply(text));
    } catch (ConversionException e) {
      return null;
    }
  }

  @Test
  void anIntegerHasAtMost4300Digits() {
    assertThat(NumberText.parseInteger("9".repeat(4_300)).toString()).hasSize(4_300);
    assertThatThrownBy(() -> NumberText.parseInteger("9".repeat(4_301)))
        .isInstanceOf(ConversionException.class);
  }

  @Test
  void aMillionDigitsAreReadInOnePass() {
    assertThat(NumberText.parseFloat("0." + "3".repeat(1_000_000))).isEqualTo(1.0 / 3);
    assertThatThrownBy(() -> NumberText.parseFloat("1_".repeat(1_000_000)))
        .isInstanceOf(ConversionException.class);
  }
}
