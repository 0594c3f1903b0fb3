package io.millrace.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloatReprTest {

  @Test
  void floatsPrintAsCPythonPrintsThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FloatReprTest.class.getResourceAsStream("/python/floats.txt"), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          double number =
              Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
          String expected = line.substring(17);
          if (!FloatRepr.of(number).equals(expected)) {
            wrong.add(expected + " but was " + FloatRepr.of(number));
          }
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(3_000);
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsNoNumberHasNames() {
    assertThat(PythonText.str(Double.NaN)).isEqualTo("nan");
    assertThat(PythonText.str(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    assertThat(PythonText.json(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }
}
