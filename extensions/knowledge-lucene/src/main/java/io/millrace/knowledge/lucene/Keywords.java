package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * The words of a text that matter, most frequent first, and of equals the earlier (spec/06 §4).
 *
 * <p>Dify ranks by TF-IDF with a frequency table of Chinese words; every other word gets the same
 * IDF there, so for them frequency is the same order.
 */
final class Keywords {
  private static final Analyzer WORDS =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer words = new StandardTokenizer();
          TokenStream stream = new LowerCaseFilter(new CJKWidthFilter(words));
          stream = new ASCIIFoldingFilter(new EnglishPossessiveFilter(stream));
          stream = new StopFilter(stream, StopWords.ENGLISH);
          return new TokenStreamComponents(words, new KStemFilter(stream));
        }
      };
  private static final String HAN = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.IDEOGRAPHIC];
  private static final String HIRAGANA = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.HIRAGANA];
  private static final String KATAKANA = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.KATAKANA];
  private static final String HANGUL = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.HANGUL];

  private Keywords() {}

  /**
   * Returns the keywords of a text.
   *
   * @param limit how many at most; 0 for all
   */
  static List<String> of(String text, int limit) {
    WordCount words = new WordCount();
    HanRun run = new HanRun(words, isJapanese(text));
    try (TokenStream stream = WORDS.tokenStream("", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      TypeAttribute kind = stream.addAttribute(TypeAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        String type = kind.type();
        if (type.equals(HAN)) {
          run.add(term, offset.startOffset(), offset.endOffset());
        } else if (type.equals(HANGUL)) {
          words.addPairs(term.toString());
        } else if (type.equals(KATAKANA)) {
          words.add(term.toString());
        } else if (!type.equals(HIRAGANA)) {
          words.addWithParts(term.toString());
        }
      }
      stream.end();
      run.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words.ranked(limit);
  }

  /** Hiragana is written in nothing but Japanese, and in every Japanese sentence. */
  private static boolean isJapanese(String text) {
    return text.chars().anyMatch(c -> c >= 'ぁ' && c <= 'ゟ');
  }
}
