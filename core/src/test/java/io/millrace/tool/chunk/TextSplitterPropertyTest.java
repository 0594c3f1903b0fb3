package io.millrace.tool.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tool.ToolException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The splitter against the rules written down slowly, on texts made of what separates. */
class TextSplitterPropertyTest {
  private static final int TEXTS = 600;
  private static final List<String> DELIMITERS = List.of("", "\n\n", "\n", "@", ". ", "。", "aa");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyTextIsSplitAsTheRulesSay(long seed) {
    Random random = new Random(seed);
    int splits = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random, ALPHABETS.get(random.nextInt(ALPHABETS.size())));
      String delimiter = DELIMITERS.get(random.nextInt(DELIMITERS.size()));
      double size = size(random);
      double overlap = Math.min(size, random.nextInt(5) == 0 ? size : size * random.nextDouble());
      if (random.nextInt(4) > 0) {
        overlap = Math.floor(overlap);
      }
      splits +=
          compare(text, delimiter, size, overlap, false) + compare(text, delimiter, size, 0, true);
    }
    assertThat(splits).as("texts that were cut to several chunks").isGreaterThan(TEXTS / 2);
  }

  private static final List<List<String>> ALPHABETS =
      List.of(
          List.of("a", "b", "c", " ", " ", ". ", "\n", "\n\n"),
          List.of("a", "b", " ", "@", ".", "\n", "\u00A0", "\r\n"),
          List.of("人", "工", "。", "智", "。", "\n", " "),
          List.of("😀", "e\u0301", "a", " ", "。", "\u2003", "\n"),
          List.of("word ", "longerword ", "x", " ", "sentence. ", "\n\n"),
          List.of("a", "b", "c", "d"),
          List.of(" ", "\t", "\u3000", "\n", "a"));

  private static int compare(
      String text, String delimiter, double size, double overlap, boolean keepFirst) {
    if (overlap > size) {
      return 0;
    }
    Object expected;
    try {
      expected = new SlowSplitter(delimiter, size, overlap, keepFirst).split(text);
    } catch (ToolException e) {
      expected = "refused";
    }
    Object actual;
    try {
      Limits limits = Limits.of(size, overlap);
      actual = new Split(text, new Delimiter(delimiter, false), limits, keepFirst).run();
    } catch (ToolException e) {
      actual = "refused";
    }
    assertThat(actual)
        .as("'%s' at '%s', size %s, overlap %s, keep %s", text, delimiter, size, overlap, keepFirst)
        .isEqualTo(expected);
    return expected instanceof List<?> chunks && chunks.size() > 1 ? 1 : 0;
  }

  private static double size(Random random) {
    double size = random.nextInt(3) == 0 ? random.nextInt(5) - 1 : 2 + random.nextInt(40);
    return random.nextInt(6) == 0 ? size + 0.5 : size;
  }

  private static String text(Random random, List<String> alphabet) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(120); length > 0; length--) {
      text.append(alphabet.get(random.nextInt(alphabet.size())));
    }
    return text.toString();
  }
}
