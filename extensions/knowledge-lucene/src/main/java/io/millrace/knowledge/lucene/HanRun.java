package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * A run of Chinese characters. Chinese is cut into dictionary words; characters that the dictionary
 * leaves single (traditional writing, names) count in pairs, as all do in Japanese.
 */
final class HanRun {
  private static final Analyzer DICTIONARY =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer words = new HMMChineseTokenizer();
          return new TokenStreamComponents(words);
        }
      };

  private final WordCount words;
  private final boolean japanese;
  private final StringBuilder run = new StringBuilder();
  private final StringBuilder singles = new StringBuilder();
  private int end;

  HanRun(WordCount words, boolean japanese) {
    this.words = words;
    this.japanese = japanese;
  }

  /** Adds a character; one that does not follow the last begins a new run. */
  void add(CharSequence character, int startOffset, int endOffset) throws IOException {
    if (startOffset != end) {
      count();
    }
    run.append(character);
    end = endOffset;
  }

  /** Counts what is left. */
  void end() throws IOException {
    count();
  }

  private void count() throws IOException {
    if (run.length() == 0) {
      return;
    }
    if (japanese) {
      words.addPairs(run.toString());
    } else {
      countDictionaryWords();
    }
    run.setLength(0);
  }

  private void countDictionaryWords() throws IOException {
    try (TokenStream stream = DICTIONARY.tokenStream("", run.toString())) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        boolean stopWord = StopWords.CHINESE.contains(term.buffer(), 0, term.length());
        if (!stopWord && Character.codePointCount(term, 0, term.length()) == 1) {
          singles.append(term);
          continue;
        }
        countSingles();
        if (!stopWord) {
          words.add(term.toString());
        }
      }
      stream.end();
    }
    countSingles();
  }

  private void countSingles() {
    words.addPairs(singles.toString());
    singles.setLength(0);
  }
}
