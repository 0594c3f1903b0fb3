package io.millrace.tool.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts made to be slow on. Each would take hours if anything were quadratic in it; the time limit
 * is far above what linear work takes on a busy machine.
 */
@Timeout(300)
class AdversarialTextTest {
  private static final int LENGTH = 5_000_000;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("no separator", filled("a"), "", 1000, 100),
        Arguments.of("no separator, chunks of one", "a".repeat(LENGTH / 5), "", 1, 0),
        Arguments.of("only separators", filled(" "), "", 10, 5),
        Arguments.of("only line feeds", filled("\n"), "", 10, 5),
        Arguments.of("a separator after every character", filled("a "), "", 100, 20),
        Arguments.of("a full stop after every character", filled("a. "), "", 100, 20),
        Arguments.of("a delimiter after every character", filled("a@"), "@", 100, 20),
        Arguments.of("long pieces, line feed at the end", filled("aaaaaaaa@") + "\n", "@", 4, 2),
        Arguments.of(
            "long pieces, separators at the end", filled("aaaaaa@") + "\n\n。. ", "@", 4, 2),
        Arguments.of("blanks, large overlap", "x\n\n" + filled(" "), "", 100_000, 99_999),
        Arguments.of("wide blanks, large overlap", "x\n\n" + filled("\u00A0"), "", 100_000, 99_999),
        Arguments.of("blanks beside an emoji", "😀\n\n" + filled(" "), "", 100_000, 99_999),
        Arguments.of("one part, huge size", filled("a b. c。"), "", LENGTH - 10, LENGTH - 10),
        Arguments.of("emoji", filled("😀"), "", 1000, 100),
        Arguments.of("emoji and spaces", filled("😀 "), "", 100, 20));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void isSplitInLinearTime(String name, String text, String delimiter, int size, int overlap) {
    List<String> general = TextSplitter.general(delimiter, size, overlap).split(text);
    List<String> parents = TextSplitter.parentChild(delimiter, size).split(text);

    assertThat(longest(general)).as(name).isLessThanOrEqualTo(size);
    assertThat(longest(parents)).as(name).isLessThanOrEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a@",
        "@",
        "a@b",
        "a@b.",
        "a@b.c ",
        "![",
        "![](",
        "](http://",
        "![](http://a",
        "http",
        "http://",
        "http://a)",
        "<|",
        "|>",
        "\u0001",
        " ",
        " \n",
        "\n",
        "\n ",
        "\u00A0 x"
      })
  void isCleanedInLinearTime(String unit) {
    String text = filled(unit);

    assertThat(new TextCleaner(true, false).clean(text)).hasSizeLessThanOrEqualTo(text.length());
    assertThat(new TextCleaner(false, true).clean(text))
        .hasSizeLessThanOrEqualTo(text.length() * 4);
  }

  @Test
  void placeholdersInATextCannotMultiplyIt() {
    String text = "![](http://" + filled("u") + ") " + filled("__MARKDOWN_IMAGE_URL_0__");

    assertThat(new TextCleaner(false, true).clean(text)).hasSizeLessThan(text.length() * 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"a\",", ",", "a,", "a\n", "\"", " ", " \n", "\r"})
  void isReadAsATableInLinearTime(String unit) {
    try {
      assertThat(CsvTable.read("q,a\n" + filled(unit)).columns()).containsExactly("q", "a");
    } catch (CsvException e) {
      assertThat(e).hasMessageContaining("EOF inside string");
    }
  }

  @Test
  void aHeaderOfEqualNamesIsNumberedInLinearTime() {
    assertThat(CsvTable.read("a,".repeat(300_000) + "a").columns()).hasSize(300_001);
  }

  private static String filled(String unit) {
    return unit.repeat(LENGTH / unit.length());
  }

  private static int longest(List<String> chunks) {
    return chunks.stream().mapToInt(c -> c.codePointCount(0, c.length())).max().orElse(0);
  }
}
