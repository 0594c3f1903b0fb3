package io.millrace.tool.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {

  @ParameterizedTest
  @CsvSource({
    "10, 10.0", "0.5, 0.5", "-0.0, -0.0", "1e16, 1e+16", "1e15, 1000000000000000.0",
    "0.0001, 0.0001", "0.00001, 1e-05", "-1.5e300, -1.5e+300", "NaN, nan", "-Infinity, -inf"
  })
  void aFloatIsWrittenTheShortestWay(double number, String text) {
    assertThat(PythonText.str(number)).isEqualTo(text);
  }

  @Test
  void aTextIsQuotedAndWhatCannotBeSeenEscaped() {
    assertThat(PythonText.list(List.of("a", "it's", "it's \"so\"", "q\ta", "\u00A0\u2028é人")))
        .isEqualTo("['a', \"it's\", 'it\\'s \"so\"', 'q\\ta', '\\xa0\\u2028é人']");
  }
}
