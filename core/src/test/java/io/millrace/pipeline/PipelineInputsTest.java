package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineInputsTest {

  @Test
  void aRunIsAskedForSharedVariablesAndThoseOfItsStartNode() {
    Pipeline pipeline = Samples.pipeline("branches.pipeline");
    PipelineInputs web = PipelineInputs.of(pipeline, "web");
    assertThat(web.variables())
        .extracting(PipelineVariable::variable)
        .containsExactly("delimiter", "length", "clean");
    assertThat(web.firstStepVariables())
        .extracting(PipelineVariable::variable)
        .containsExactly("url");
    assertThat(PipelineInputs.of(pipeline, "file").variables())
        .extracting(PipelineVariable::variable)
        .containsExactly("delimiter", "length", "mode");
  }

  @Test
  void defaultsApplyWhereTheKeyIsAbsentAndWhatDoesNotApplyIsDropped() {
    Pipeline pipeline = Samples.pipeline("branches.pipeline");
    ResolvedInputs inputs =
        PipelineInputs.of(pipeline, "web")
            .resolve(Map.of("length", "512", "url", "x", "mode", "m"));
    assertThat(inputs.values())
        .containsExactly(
            Map.entry("delimiter", "\\n\\n"), Map.entry("length", 512L), Map.entry("clean", true));
    assertThat(inputs.byOwner())
        .isEqualTo(
            Map.of(
                "shared", Map.of("delimiter", "\\n\\n", "length", 512L),
                "web", Map.of("clean", true)));
    assertThat(inputs.dropped()).containsExactlyInAnyOrder("url", "mode");
  }

  @Test
  void everyErrorIsReported() {
    Pipeline pipeline = Samples.pipeline("branches.pipeline");
    Map<String, Object> inputs = new HashMap<>(Map.of("length", "many", "mode", "slow"));
    inputs.put("delimiter", null);
    assertThatThrownBy(() -> PipelineInputs.of(pipeline, "file").resolve(inputs))
        .isInstanceOfSatisfying(
            InvalidInputsException.class,
            e ->
                assertThat(e.errors())
                    .containsExactly(
                        "delimiter is required in input form",
                        "length in input form must be a valid number",
                        "mode in input form must be one of the following: ['fast', 'good']"));
  }

  @Test
  void ofTwoVariablesWithOneNameTheLastWins() {
    Pipeline pipeline =
        Samples.chain()
            .variable(PipelineVariable.of("file", "text-input", "x").required().build())
            .variable(PipelineVariable.shared("number", "x").build())
            .build();
    assertThat(PipelineInputs.of(pipeline, "file").variables())
        .extracting(PipelineVariable::type)
        .containsExactly("number");
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments("text-input", "a\0b", "ab"),
        arguments("text-input", "中文😀", "中文😀"),
        arguments("paragraph", "", ""),
        arguments("select", "b", "b"),
        arguments("number", 3, 3L),
        arguments("number", 1.0, 1.0),
        arguments("number", " 12 ", 12L),
        arguments("number", "1_000", 1000L),
        arguments("number", "1.50", 1.5),
        arguments("number", ".5", 0.5),
        arguments("number", "99999999999999999999", new BigInteger("99999999999999999999")),
        arguments("number", " ", null),
        arguments("number", true, true),
        arguments("checkbox", "YES", true),
        arguments("checkbox", "off", false),
        arguments("checkbox", 1, true),
        arguments("checkbox", 0L, false),
        arguments("checkbox", "maybe", "maybe"),
        arguments("file", "", null),
        arguments("file", Map.of("id", "f"), Map.of("id", "f")),
        arguments("file-list", List.of(Map.of("id", "f")), List.of(Map.of("id", "f"))),
        arguments("json_object", Map.of("a", 1L), Map.of("a", 1L)),
        arguments("json_object", "", ""));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void anInputIsConvertedToItsType(String type, Object given, @Nullable Object expected) {
    assertThat(resolve(type, given)).isEqualTo(expected);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("text-input", 1, "(type 'text-input') v in input form must be a string"),
        arguments("select", true, "(type 'select') v in input form must be a string"),
        arguments("select", "c", "v in input form must be one of the following: ['a', 'b']"),
        arguments("text-input", "12345", "v in input form must be less than 4 characters"),
        arguments("paragraph", "中文中文😀", "v in input form must be less than 4 characters"),
        arguments("number", "1e5", "v in input form must be a valid number"),
        arguments("number", "1_", "v in input form must be a valid number"),
        arguments("number", "1.5f", "v in input form must be a valid number"),
        arguments("number", "9".repeat(5_000), "v in input form must be a valid number"),
        arguments("number", List.of(), "v in input form must be a valid number"),
        arguments("file", "f", "v in input form must be a file"),
        arguments("file-list", List.of("f"), "v in input form must be a list of files"),
        arguments(
            "file-list",
            Collections.nCopies(5, Map.of("id", "f")),
            "v in input form must be less than 4 files"),
        arguments("json_object", "x", "v in input form must be a dict"),
        arguments("checkbox", Map.of(), "Invalid input type for ['v']"),
        arguments("checkbox", List.of(Map.of()), "Invalid input type for ['v']"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void anInputOfAnotherTypeIsRefusedWithTheTextOfDify(String type, Object given, String text) {
    assertThatThrownBy(() -> resolve(type, given))
        .isInstanceOf(InvalidInputsException.class)
        .hasMessage(text);
  }

  private static @Nullable Object resolve(String type, Object given) {
    Pipeline pipeline =
        Samples.chain()
            .variable(PipelineVariable.shared(type, "v").options("a", "b").maxLength(4).build())
            .build();
    return PipelineInputs.of(pipeline, "file").resolve(Map.of("v", given)).values().get("v");
  }
}
