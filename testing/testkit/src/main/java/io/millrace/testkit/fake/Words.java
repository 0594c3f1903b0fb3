package io.millrace.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a text: runs of letters and digits in lower case, ideographs one by one. */
final class Words {
  private Words() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isIdeographic(c)) {
                end(word, words);
                words.add(Character.toString(c));
              } else if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
              } else {
                end(word, words);
              }
            });
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}
