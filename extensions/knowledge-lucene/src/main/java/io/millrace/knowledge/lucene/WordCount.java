package io.millrace.knowledge.lucene;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the words of a text; words of one character do not count. */
final class WordCount {
  private static final CharMatcher WORD =
      CharMatcher.forPredicate(c -> Character.isLetterOrDigit(c) || c == '_');
  private static final Splitter PARTS = Splitter.on(WORD.negate()).omitEmptyStrings();

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  void add(String word) {
    if (word.codePointCount(0, word.length()) > 1) {
      counts.merge(word, 1, Integer::sum);
    }
  }

  /** Adds a word such as {@code example.com} and its parts that are words too. */
  void addWithParts(String word) {
    add(word);
    if (WORD.matchesAllOf(word)) {
      return;
    }
    for (String part : PARTS.split(word)) {
      if (!StopWords.ENGLISH.contains(part)) {
        add(part);
      }
    }
  }

  /** Adds every pair of neighbouring characters. */
  void addPairs(String word) {
    int[] points = word.codePoints().toArray();
    for (int i = 0; i + 1 < points.length; i++) {
      add(new String(points, i, 2));
    }
  }

  List<String> ranked(int limit) {
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    return entries.stream()
        .limit(limit == 0 ? Long.MAX_VALUE : limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}
