package io.millrace.knowledge.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;

/** Words that are never keywords. */
final class StopWords {
  static final CharArraySet ENGLISH = english();
  static final CharArraySet CHINESE = chinese();

  private StopWords() {}

  private static CharArraySet english() {
    try (Reader reader =
        new InputStreamReader(
            Resources.getResource(SnowballFilter.class, "english_stop.txt").openStream(), UTF_8)) {
      return WordlistLoader.getSnowballWordSet(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CharArraySet chinese() {
    CharArraySet words = new CharArraySet(300, false);
    Splitter space = Splitter.on(' ').trimResults().omitEmptyStrings();
    try {
      for (String line :
          Resources.readLines(Resources.getResource(StopWords.class, "stopwords-zh.txt"), UTF_8)) {
        if (!line.startsWith("#")) {
          space.split(line).forEach(words::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CharArraySet.unmodifiableSet(words);
  }
}
