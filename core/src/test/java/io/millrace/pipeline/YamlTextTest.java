package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
  private final List<PipelineProblem> problems = new ArrayList<>();

  static Stream<Arguments> scalars() {
    return Stream.of(
        arguments("on", true),
        arguments("No", false),
        arguments("tRUE", "tRUE"),
        arguments("~", null),
        arguments("nULL", "nULL"),
        arguments("017", 15L),
        arguments("08", "08"),
        arguments("0o17", "0o17"),
        arguments("0b101", 5L),
        arguments("-0x_1f", -31L),
        arguments("1_000", 1000L),
        arguments("1:30", 90L),
        arguments("1:30:45", 5445L),
        arguments("-1:30", -90L),
        arguments("1:60", "1:60"),
        arguments("190:20:30.15", 685230.15),
        arguments("9223372036854775807", Long.MAX_VALUE),
        arguments("9223372036854775808", new BigInteger("9223372036854775808")),
        arguments("1e5", "1e5"),
        arguments("1.5e5", "1.5e5"),
        arguments("1.5e+5", 150000.0),
        arguments(".5", 0.5),
        arguments("5.", 5.0),
        arguments("-.INF", Double.NEGATIVE_INFINITY),
        arguments(".NaN", Double.NaN),
        arguments("2024-02-29", "2024-02-29"),
        arguments("0.1.0", "0.1.0"),
        arguments("'017'", "017"),
        arguments("!!str 12", "12"),
        arguments("!!int '12'", 12L),
        arguments("!!float 12", 12.0));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void aScalarIsWhatPythonMakesOfIt(String yaml, @Nullable Object expected) {
    assertThat(parse(yaml)).isEqualTo(expected);
  }

  @Test
  void keysBecomeTheStringsThatJsonMakesOfThem() {
    assertThat(parse("{2: a, yes: b, null: c, 1.5: d}"))
        .isEqualTo(Map.of("2", "a", "true", "b", "null", "c", "1.5", "d"));
  }

  @Test
  void mergedMapsGiveWayToOwnKeysAndToEarlierMaps() {
    assertThat(parse("- &a {x: 1, y: 1}\n- &b {x: 2, z: 2}\n- {y: 3, <<: [*a, *b]}"))
        .isEqualTo(
            List.of(
                Map.of("x", 1L, "y", 1L),
                Map.of("x", 2L, "z", 2L),
                Map.of("x", 1L, "y", 3L, "z", 2L)));
  }

  @Test
  void ofTwoEqualKeysTheLastWinsAndSomebodyIsTold() {
    assertThat(parse("a:\n- {b: 1, c: 2, b: 3}"))
        .isEqualTo(Map.of("a", List.of(Map.of("b", 3L, "c", 2L))));
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE_KEY);
              assertThat(problem.path()).isEqualTo("a[0].b");
              assertThat(problem.message()).contains("(line 2, column 16)");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!python/object/apply:os.system ['true']",
        "!!javax.script.ScriptEngineManager [x]",
        "!!binary aGk=",
        "!!set {a, b}",
        "!foo a",
        "? [a]\n: b",
        "a: b: c",
        "- a\nb",
        "--- a\n--- b",
        "*nobody",
        "a: &a [*a]",
        "a: \u0007",
        "a: \"\\UFFFFFFFF\"",
        "%YAML 99999999999999.1\n--- a",
        "<<: 1",
        "a: \"\\ud800\""
      })
  void whatPythonRefusesIsRefused(String yaml) {
    assertThatThrownBy(() -> parse(yaml)).isInstanceOf(YamlProblem.class);
  }

  @Test
  void aHugeIntegerIsRefusedAtOnce() {
    assertThatThrownBy(() -> parse("a: " + "9".repeat(1_000_000)))
        .isInstanceOf(YamlProblem.class)
        .hasMessageContaining("(line 1, column 4)");
  }

  @Test
  void aliasesThatMultiplyAreRefusedBeforeAnythingWalksThem() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> parse(yaml.toString()))
        .isInstanceOf(YamlProblem.class)
        .hasMessageContaining("aliases");
  }

  @Test
  void aLongTextBehindManyAliasesIsRefused() {
    String yaml = "- &a " + "x".repeat(100_000) + "\n" + "- *a\n".repeat(10_000);
    assertThatThrownBy(() -> parse(yaml)).hasMessageContaining("aliases");
  }

  @Test
  void manyHarmlessAliasesAreFine() {
    Object tree = parse("- &a {k: [1, 2]}\n" + "- *a\n".repeat(5_000));
    assertThat(tree).asInstanceOf(LIST).hasSize(5_001).containsOnly(Map.of("k", List.of(1L, 2L)));
  }

  @Test
  void depthIsLimitedAlsoThroughAliases() {
    assertThat(parse("[".repeat(200) + "]".repeat(200))).isNotNull();
    assertThatThrownBy(() -> parse("[".repeat(1_000_000))).isInstanceOf(YamlProblem.class);
    assertThatThrownBy(() -> parse("- ".repeat(100_000) + "a")).isInstanceOf(YamlProblem.class);
    StringBuilder chain = new StringBuilder("- &a0 [x]\n");
    for (int i = 1; i < 300; i++) {
      chain.append("- &a%d [*a%d]\n".formatted(i, i - 1));
    }
    assertThatThrownBy(() -> parse(chain.toString())).hasMessageContaining("nested more than 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:", "'", "&a ", "? ", "x: &a b\n"})
  void tenMegabytesOfAnythingEndSoon(String part) {
    String yaml = part.repeat(10_000_000 / part.length());
    String inside = part.endsWith(",") ? "[" + yaml + "]" : yaml;
    assertTimeout(
        Duration.ofSeconds(300),
        () -> {
          try {
            parse(inside);
          } catch (YamlProblem e) {
            assertThat(e).hasMessageMatching("(?s).+");
          }
        });
  }

  @Test
  void pathsOfProblemsCostNothingUntilThereIsOne() {
    String key = "k".repeat(500_000);
    Object tree = parse("? " + key + "\n: [" + "a,".repeat(200_000) + "]");
    assertThat(tree).isEqualTo(Map.of(key, repeated("a", 200_000)));
  }

  private static List<String> repeated(String element, int times) {
    String[] list = new String[times];
    Arrays.fill(list, element);
    return Arrays.asList(list);
  }

  private @Nullable Object parse(String yaml) {
    return YamlText.parse(yaml, ReaderLimits.DEFAULTS, problems::add);
  }
}
