package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariableException;
import io.millrace.variable.VariablePool;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constants with which a loop's variables begin: a JSON text may stand for its value. */
class LoopVariableTest {

  private static LoopVariable constant(String type, @Nullable Object value) {
    return new LoopVariable("v", ValueType.of(type), true, value);
  }

  private static Object first(String type, @Nullable Object value) {
    return constant(type, value).first(new VariablePool());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "number         | [1]      | expected number, but got array[number], value=[1]",
        "number         | null     | expected number, but got None",
        "number         | true     | expected number, but got boolean, value=True",
        "number         | some     | expected number, but got string, value=some",
        "boolean        | 5        | expected boolean, but got integer, value=5",
        "object         | []       | expected object, but got empty list",
        "object         | [1, 2.5] | expected object, but got array[number], value=[1, 2.5]",
        "array[string]  | [1]      | expected array[string], but got array[number], value=[1]",
        "array[number]  | {\"a\": 1} | expected array[number], but got object, value={'a': 1}",
        "array[number]  | [1, true] | expected array[number], but got array[any], value=[1, True]",
        "array[boolean] | [\"x\"]    | expected array[boolean], but got array[string], value=['x']"
      })
  void aTextThatIsJsonOfAnotherTypeIsToldAsWhatItIs(String type, String text, String message) {
    assertThatThrownBy(() -> first(type, text))
        .isInstanceOf(VariableException.class)
        .hasMessage("Type mismatch: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "number         | ~ 3 ~    | integer        | 3",
        "number         | 1e3      | float          | 1000.0",
        "boolean        | false    | boolean        | False",
        "string         | 7        | string         | 7",
        "object         | {}       | object         | {}",
        "array[boolean] | [true]   | array[boolean] | [True]",
        "array[number]  | []       | array[any]     | ~~"
      })
  void aTextThatIsJsonOfTheTypeStandsForItsValue(
      String type, String text, String storedType, String shown) {
    Value value = constant(type, text).first(new VariablePool());
    assertThat(value.type().wireName()).isEqualTo(storedType);
    assertThat(value.text()).isEqualTo(shown);
  }

  @Test
  void aListIsNoValueOfAnotherType() {
    assertThatThrownBy(() -> first("number", List.of()))
        .hasMessage("Type mismatch: expected number, but got empty list");
    assertThatThrownBy(() -> first("string", List.of("a")))
        .hasMessage("Type mismatch: expected string, but got array[string], value=['a']");
    assertThatThrownBy(() -> first("boolean", null))
        .hasMessage("Type mismatch: expected boolean, but got None");
  }
}
