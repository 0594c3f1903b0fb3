package io.millrace.template.jinjava;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code wordwrap} filter: Python's {@code textwrap} on each line. */
final class WordWrap {
  private static final String LETTER = "[^\\d\\W]";
  private static final String DASH_BEHIND_WORD = "(?<=[\\w!\"'&.,?])";

  /** White space, or a word: lines may break behind its hyphens and on both sides of a dash. */
  private static final Pattern WITH_HYPHENS =
      Pattern.compile(
          ("[\t\u000b\f ]+|%2$s-{2,}(?=\\w)"
                  + "|[^\t\u000b\f ]+?(?:"
                  + "-(?:(?<=%1$s{2}-)|(?<=%1$s-%1$s-))(?=%1$s-?%1$s)"
                  + "|(?=[\t\u000b\f ]|\\z)"
                  + "|%2$s(?=-{2,}\\w))")
              .formatted(LETTER, DASH_BEHIND_WORD),
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern PLAIN = Pattern.compile("[\t\u000b\f ]+|[^\t\u000b\f ]+");

  private final int[] text;
  private final int width;
  private final boolean breakLongWords;
  private final boolean breakOnHyphens;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private final List<String> lines = new ArrayList<>();

  private WordWrap(int[] text, int width, boolean breakLongWords, boolean breakOnHyphens) {
    this.text = text;
    this.width = width;
    this.breakLongWords = breakLongWords;
    this.breakOnHyphens = breakOnHyphens;
  }

  /** A piece of the text that stays together, or white space; places are code points. */
  private record Chunk(int from, int to, boolean blank) {
    int length() {
      return to - from;
    }
  }

  static Object apply(Run run, Object value, Args args) {
    Args.Bound bound =
        args.bind("wordwrap", "width", "break_long_words", "wrapstring", "break_on_hyphens");
    String text = Texts.require(value, "wordwrap() value");
    int width = bound.integer(0, 79);
    if (width <= 0) {
      throw TemplateException.value("invalid width " + width + " (must be > 0)");
    }
    Object wrap = bound.orNull(2);
    String separator = wrap == null ? "\n" : Texts.str(wrap);
    List<String> wrapped = new ArrayList<>();
    run.spend(text.length());
    for (String paragraph : StringSearch.lines(text, false)) {
      WordWrap wrapper =
          new WordWrap(
              paragraph.codePoints().toArray(), width, bound.flag(1, true), bound.flag(3, true));
      wrapper.wrap(paragraph);
      wrapped.add(String.join(separator, wrapper.lines));
    }
    return Texts.like(value, String.join(separator, wrapped));
  }

  private void wrap(String paragraph) {
    cutIntoChunks(paragraph);
    while (!chunks.isEmpty()) {
      if (!lines.isEmpty() && chunks.getFirst().blank()) {
        chunks.removeFirst();
      }
      List<Chunk> line = line();
      int last = line.size() - 1;
      if (last >= 0 && (line.get(last).blank() || line.get(last).length() == 0)) {
        line.remove(last);
      }
      if (!line.isEmpty()) {
        int from = line.get(0).from();
        lines.add(new String(text, from, line.get(line.size() - 1).to() - from));
      }
    }
  }

  private List<Chunk> line() {
    List<Chunk> line = new ArrayList<>();
    int used = 0;
    while (!chunks.isEmpty() && used + chunks.getFirst().length() <= width) {
      used += chunks.getFirst().length();
      line.add(chunks.removeFirst());
    }
    if (!chunks.isEmpty() && chunks.getFirst().length() > width) {
      if (breakLongWords) {
        Chunk word = chunks.removeFirst();
        int end = cut(word, width - used);
        line.add(new Chunk(word.from(), end, word.blank()));
        chunks.addFirst(new Chunk(end, word.to(), word.blank()));
      } else if (line.isEmpty()) {
        line.add(chunks.removeFirst());
      }
    }
    return line;
  }

  /** Returns where a long word that has this much room ends: at a hyphen where it has one. */
  private int cut(Chunk word, int room) {
    int end = word.from() + room;
    int hyphen = end - 1;
    while (hyphen > word.from() && text[hyphen] != '-') {
      hyphen--;
    }
    boolean usable = breakOnHyphens && hyphen > word.from() && !allHyphens(word.from(), hyphen);
    return usable ? hyphen + 1 : end;
  }

  private boolean allHyphens(int from, int to) {
    return Arrays.stream(text, from, to).allMatch(c -> c == '-');
  }

  private void cutIntoChunks(String paragraph) {
    Matcher matcher = (breakOnHyphens ? WITH_HYPHENS : PLAIN).matcher(paragraph);
    int from = 0;
    while (matcher.find()) {
      int to = from + paragraph.codePointCount(matcher.start(), matcher.end());
      chunks.add(new Chunk(from, to, isBlank(matcher.group())));
      from = to;
    }
  }

  private static boolean isBlank(String chunk) {
    return Texts.isSpace(chunk.charAt(0)) && Texts.strip(chunk).isEmpty();
  }
}
