package io.millrace.tool.chunk;

import io.millrace.tool.ToolException;
import java.util.ArrayList;
import java.util.List;

/**
 * One text being split: cut at the delimiter, then whatever is too long at the first separator that
 * it holds, and so on with the separators after that one (spec/04 §5.1).
 */
final class Split {
  private static final String[] SEPARATORS = {"\n\n", "。", ". ", " "};
  private static final int PARAGRAPH = 0;
  private static final int SPACE = 3;
  private static final int PIECES_BETWEEN_LOOKS = 1024;

  private final String text;
  private final Delimiter delimiter;
  private final Limits limits;
  private final boolean keepFirst;
  private final CodePoints points;
  private final List<String> out = new ArrayList<>();
  private final SeparatorCursor[] cursors = new SeparatorCursor[SEPARATORS.length];
  private final PartMerger merger;
  private final CharSplit characters;
  private final Windows windows;

  Split(String text, Delimiter delimiter, Limits limits, boolean keepFirst) {
    this.text = text;
    this.delimiter = delimiter;
    this.limits = limits;
    this.keepFirst = keepFirst;
    this.points = new CodePoints(text);
    this.merger = new PartMerger(text, limits, out);
    this.windows = new Windows(text, out);
    this.characters = new CharSplit(text, points, limits, out);
    for (int i = 0; i < SEPARATORS.length; i++) {
      cursors[i] = new SeparatorCursor(text, SEPARATORS[i]);
    }
  }

  List<String> run() {
    int from = 0;
    int pieces = 0;
    for (int at = delimiter.next(text, 0); at >= 0; at = delimiter.next(text, from)) {
      piece(from, at);
      from = at + delimiter.text().length();
      if (++pieces % PIECES_BETWEEN_LOOKS == 0 && Thread.currentThread().isInterrupted()) {
        throw new ToolException("The chunker was interrupted.");
      }
    }
    piece(from, text.length());
    return out;
  }

  private void piece(int start, int end) {
    if (points.count(start, end) <= limits.most()) {
      out.add(text.substring(start, end));
      return;
    }
    int separator = firstSeparator(start, end, 0);
    if (separator == SEPARATORS.length) {
      characters.whole(start, end);
    } else if (keepFirst) {
      keeping(start, end, separator);
    } else if (separator == SPACE) {
      words(start, end);
    } else {
      dropping(start, end, separator);
    }
  }

  private int firstSeparator(int start, int end, int from) {
    int separator = from;
    while (separator < SEPARATORS.length && cursors[separator].next(start, end) < 0) {
      separator++;
    }
    return separator;
  }

  /** Each part ends with its separator. */
  private void keeping(int start, int end, int separator) {
    SeparatorCursor cursor = cursors[separator];
    if (separator != PARAGRAPH && points.plain()) {
      new RangeMerger(text, SEPARATORS[separator], cursor, limits, windows)
          .merge(start, end, (from, to) -> deeper(from, to, separator + 1));
      return;
    }
    int from = start;
    for (int at = cursor.next(from, end); at >= 0; at = cursor.next(from, end)) {
      part(from, at + cursor.length(), separator);
      from = at + cursor.length();
    }
    part(from, end, separator);
    merger.flush();
  }

  /** The separators are lost. */
  private void dropping(int start, int end, int separator) {
    SeparatorCursor cursor = cursors[separator];
    int from = start;
    for (int at = cursor.next(from, end); at >= 0; at = cursor.next(from, end)) {
      part(from, at, separator);
      from = at + cursor.length();
    }
    part(from, end, separator);
    merger.flush();
  }

  /** Runs of any white space are lost. */
  private void words(int start, int end) {
    int at = Blanks.skip(text, start, end);
    while (at < end) {
      int wordEnd = at + 1;
      while (wordEnd < end && !Blanks.isBlank(text.charAt(wordEnd))) {
        wordEnd++;
      }
      part(at, wordEnd, SPACE);
      at = Blanks.skip(text, wordEnd, end);
    }
    merger.flush();
  }

  private void part(int start, int end, int separator) {
    if (end == start || (end == start + 1 && text.charAt(start) == '\n')) {
      return;
    }
    int length = points.count(start, end);
    if (length < limits.below()) {
      merger.add(start, end, length);
      return;
    }
    merger.flush();
    deeper(start, end, separator + 1);
  }

  private void deeper(int start, int end, int separator) {
    int next = firstSeparator(start, end, separator);
    if (next == SEPARATORS.length) {
      characters.parts(start, end);
    } else {
      keeping(start, end, next);
    }
  }
}
