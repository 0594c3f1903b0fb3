package io.millrace.tool.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.tool.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          \\u3002,     。
          \\x41\\x42,  AB
          \\101,       A
          \\1234,      S4
          \\N{BULLET}, •
          \\q,         \\q
          \\8,         \\8
          。,          。
          é\\x41,      éA
          \\U0001F600, 😀
          """)
  void anEscapeStandsForItsCharacter(String typed, String meant) {
    assertThat(Escapes.decode(typed).text()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\",
        "a\\",
        "\\x4",
        "\\u12",
        "\\U0000",
        "\\U00110000",
        "\\N",
        "\\N{NO SUCH NAME}"
      })
  void aMalformedEscapeIsRefusedWithItsPlace(String typed) {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> Escapes.decode(typed))
        .withMessageContaining("at position");
  }

  @Test
  void halvesOfASurrogatePairMatchNoWholeCharacter() {
    assertThat(Escapes.decode("\\ud83d").next("a😀b", 0)).isEqualTo(-1);
    assertThat(Escapes.decode("\\ude00").next("a😀b", 0)).isEqualTo(-1);
    assertThat(Escapes.decode("\\ud83d\\ude00").next("a😀b", 0)).isEqualTo(-1);
    assertThat(Escapes.decode("\\ud83d").next("a\ud83db", 0)).isEqualTo(1);
  }
}
