package io.millrace.knowledge.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Splits text of any mixture of scripts for full-text search: words with their English endings
 * taken off, and pairs of characters for Chinese, Japanese and Korean, which needs no dictionary
 * and treats traditional characters, names and new words alike.
 *
 * <p>Texts are indexed with single characters too, so that a question of one character finds
 * something; a longer question is made of pairs alone.
 */
final class TextAnalyzer extends Analyzer {
  private static final int EVERY_SCRIPT =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  private final boolean singles;

  private TextAnalyzer(boolean singles) {
    this.singles = singles;
  }

  static Analyzer forTexts() {
    return new TextAnalyzer(true);
  }

  static Analyzer forQueries() {
    return new TextAnalyzer(false);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream stream = new LowerCaseFilter(new CJKWidthFilter(words));
    stream = new ASCIIFoldingFilter(new EnglishPossessiveFilter(stream));
    stream = new StopFilter(stream, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    stream = new KStemFilter(stream);
    return new TokenStreamComponents(words, new CJKBigramFilter(stream, EVERY_SCRIPT, singles));
  }
}
