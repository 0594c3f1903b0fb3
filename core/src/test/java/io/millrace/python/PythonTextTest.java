package io.millrace.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.file.FileRef;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonTextTest {
  private static final FileRef FILE = FileRef.stored("f1", "a.pdf", "application/pdf", 7);

  @Test
  void stringsAreQuotedOnlyInsideOtherValues() {
    assertThat(PythonText.str("it's")).isEqualTo("it's");
    assertThat(PythonText.repr("it's")).isEqualTo("\"it's\"");
    assertThat(PythonText.repr("it's \"so\"")).isEqualTo("'it\\'s \"so\"'");
    assertThat(PythonText.repr("q\ta\u00A0\u2028é人")).isEqualTo("'q\\ta\\xa0\\u2028é人'");
    assertThat(PythonText.repr("a\\\n\t\u0007\u200b\ue000é✓\uD83D\uDC4D"))
        .isEqualTo("'a\\\\\\n\\t\\x07\\u200b\\ue000é✓\uD83D\uDC4D'");
  }

  @Test
  void aLoneSurrogateIsEscaped() {
    assertThat(PythonText.repr("\uD83D")).isEqualTo("'\\ud83d'");
  }

  @Test
  void valuesNestInPythonNotation() {
    List<Object> list = Arrays.asList(null, true, 1L, 1.0, "x", Map.of("k", List.of()));
    assertThat(PythonText.str(list)).isEqualTo("[None, True, 1, 1.0, 'x', {'k': []}]");
    assertThat(PythonText.json(list)).isEqualTo("[null, true, 1, 1.0, \"x\", {\"k\": []}]");
    assertThat(PythonText.indentedJson(Map.of("k", List.of(1L), "e", Map.of()).get("k")))
        .isEqualTo("[\n  1\n]");
  }

  @Test
  void aFileInAListShowsItsFieldsAndInJsonItsObject() {
    assertThat(PythonText.repr(FILE))
        .startsWith("File(dify_model_identity='__dify__file__', id='f1'")
        .contains("type=<FileType.CUSTOM: 'custom'>")
        .endsWith("size=7)");
    assertThat(PythonText.json(FILE)).contains("\"transfer_method\": \"local_file\", ");
  }

  @Test
  void nestingIsBoundedInsteadOfOverflowingTheStack() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      deep = new ArrayList<>(List.of(deep));
    }
    List<Object> tooDeep = deep;
    assertThatThrownBy(() -> PythonText.str(tooDeep)).isInstanceOf(ConversionException.class);
    assertThatThrownBy(() -> PythonText.json(tooDeep)).isInstanceOf(ConversionException.class);
    assertThatThrownBy(() -> PythonValues.equal(tooDeep, List.of(tooDeep)))
        .isInstanceOf(ConversionException.class);
    assertThatThrownBy(() -> PythonJson.parse("[".repeat(100_000)))
        .isInstanceOf(ConversionException.class);
  }

  @Test
  void numbersAndBooleansAreEqualByValue() {
    assertThat(PythonValues.equal(List.of(1L, true), List.of(1.0, 1L))).isTrue();
    assertThat(PythonValues.equal(1L, "1")).isFalse();
    assertThat(PythonValues.equal(Double.NaN, Double.NaN)).isFalse();
    BigInteger beyond = BigInteger.TWO.pow(53).add(BigInteger.ONE);
    assertThat(PythonValues.equal(beyond, 0x1p53)).isFalse();
    assertThat(PythonNumbers.compare(beyond, 0x1p53)).isPositive();
  }

  @Test
  void wholeNumbersStayWholeExceptWhenDivided() {
    assertThat(PythonArithmetic.add(Long.MAX_VALUE, 1L)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(PythonArithmetic.subtract(BigInteger.ONE.shiftLeft(63), 1L))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(PythonArithmetic.divide(8L, 2L)).isEqualTo(4.0);
    assertThat(PythonArithmetic.multiply(true, 2.5)).isEqualTo(2.5);
  }

  @Test
  void jsonIsReadAsPythonReadsIt() {
    assertThat(PythonJson.parse(" [1, 1.0, NaN, 12345678901234567890, null] "))
        .isEqualTo(
            Arrays.asList(1L, 1.0, Double.NaN, new BigInteger("12345678901234567890"), null));
    for (String bad :
        List.of(
            "",
            " ",
            "[",
            "{\"a\"",
            "{\"a\":",
            "[1",
            "{bad",
            "1 2",
            "True",
            "[1,]",
            "'a'",
            "\"a\nb\"")) {
      assertThatThrownBy(() -> PythonJson.parse(bad))
          .as(bad)
          .isInstanceOf(ConversionException.class);
    }
  }

  @Test
  void aMessageAboutBadJsonDoesNotRepeatIt() {
    assertThatThrownBy(() -> PythonJson.parse("{\"token\": tok-123}"))
        .hasMessageNotContaining("tok-123");
  }

  @Test
  void aLongNeedleIsSoughtInLinearTime() {
    String text = "a".repeat(2_000_000);
    assertThat(Substrings.contains(text, "a".repeat(500_000) + "b")).isFalse();
    assertThat(Substrings.contains(text + "b", "a".repeat(500_000) + "b")).isTrue();
    assertThat(Substrings.contains("abcabcabd".repeat(20), "abcabcabd".repeat(20))).isTrue();
  }
}
