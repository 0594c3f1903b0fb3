package io.millrace.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodeOutputsTest {
  private static final BigInteger HUGE = BigInteger.TEN.pow(30);

  @Test
  void numbersInADeclaredListHaveNoRange() {
    assertThat(check("array[number]", List.of(HUGE, 1e-30, true)))
        .isEqualTo(List.of(HUGE, 1e-30, 1L));
  }

  @Test
  void aNumberThatIsNoneIsNeitherTooLargeNorTooPrecise() {
    assertThat(check("number", Double.NaN)).isEqualTo(Double.NaN);
  }

  @Test
  void allElementsAreOfOneKindBeforeAnyIsMeasured() {
    assertThatExceptionOfType(CodeOutputException.class)
        .isThrownBy(() -> check("object", Map.of("l", List.of(HUGE, "text"))))
        .withMessage(
            "Output r.l is not a valid array. make sure all elements are of the same type.");
    assertThatExceptionOfType(CodeOutputException.class)
        .isThrownBy(() -> check("array[object]", List.of(Map.of("n", HUGE), 5L)))
        .withMessage("Output r[1] is not an object, got <class 'int'> instead at index 1.");
  }

  @Test
  void aListInAListFailsTheNodeWhereNothingIsDeclared() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> check("object", Map.of("l", List.of(List.of(1L)))))
        .withMessageContaining("r.l[0]");
    assertThat(check("object", Map.of("l", Arrays.asList(null, List.of(1L))))).isNotNull();
  }

  private static @Nullable Object check(String type, Object value) {
    return new CodeOutputs(CodeLimits.DEFAULT)
        .check(Map.of("r", value), CodeOutput.readAll("outputs", Map.of("r", Map.of("type", type))))
        .get("r");
  }
}
