package io.millrace.template.jinjava;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code wordwrap} filter: Python's {@code textwrap} on each line. */
final class WordWrap {
  private static final Pattern CHUNK = Pattern.compile("\\s+|\\S+");
  private static final Pattern HYPHEN =
      Pattern.compile("(?<=[\\p{L}_]{2})-(?=[\\p{L}_]{2})|--+(?=\\w)");

  private final int width;
  private final boolean breakLongWords;
  private final boolean breakOnHyphens;
  private final List<String> lines = new ArrayList<>();

  private WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {
    this.width = width;
    this.breakLongWords = breakLongWords;
    this.breakOnHyphens = breakOnHyphens;
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
      WordWrap wrapper = new WordWrap(width, bound.flag(1, true), bound.flag(3, true));
      wrapper.wrap(paragraph);
      wrapped.add(String.join(separator, wrapper.lines));
    }
    return Texts.like(value, String.join(separator, wrapped));
  }

  private void wrap(String paragraph) {
    Deque<String> chunks = chunks(paragraph);
    while (!chunks.isEmpty()) {
      if (!lines.isEmpty() && isBlank(chunks.peekFirst())) {
        chunks.removeFirst();
      }
      List<String> line = line(chunks);
      if (!line.isEmpty() && isBlank(line.get(line.size() - 1))) {
        line.remove(line.size() - 1);
      }
      if (!line.isEmpty()) {
        lines.add(String.join("", line));
      }
    }
  }

  private List<String> line(Deque<String> chunks) {
    List<String> line = new ArrayList<>();
    int used = 0;
    while (!chunks.isEmpty() && used + Texts.length(chunks.getFirst()) <= width) {
      used += Texts.length(chunks.getFirst());
      line.add(chunks.removeFirst());
    }
    if (!chunks.isEmpty() && Texts.length(chunks.getFirst()) > width) {
      if (breakLongWords) {
        String word = chunks.removeFirst();
        int end = cut(word, width - used);
        line.add(Texts.part(word, 0, end));
        chunks.addFirst(Texts.part(word, end, Texts.length(word)));
      } else if (line.isEmpty()) {
        line.add(chunks.removeFirst());
      }
    }
    return line;
  }

  /** Returns how much of a long word fits: up to a hyphen where it has one. */
  private int cut(String word, int room) {
    String head = Texts.part(word, 0, room);
    int hyphen = head.lastIndexOf('-');
    boolean usable = breakOnHyphens && hyphen > 0 && !head.substring(0, hyphen).matches("-*");
    return usable ? Texts.length(head.substring(0, hyphen)) + 1 : room;
  }

  private static boolean isBlank(String chunk) {
    return Texts.strip(chunk).isEmpty();
  }

  private Deque<String> chunks(String paragraph) {
    Deque<String> chunks = new ArrayDeque<>();
    Matcher matcher = CHUNK.matcher(paragraph);
    while (matcher.find()) {
      String chunk = matcher.group();
      if (breakOnHyphens && !isBlank(chunk)) {
        chunks.addAll(parts(chunk));
      } else {
        chunks.add(chunk);
      }
    }
    return chunks;
  }

  private static List<String> parts(String word) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = HYPHEN.matcher(word);
    int from = 0;
    while (matcher.find()) {
      parts.add(word.substring(from, matcher.end()));
      from = matcher.end();
    }
    if (from < word.length()) {
      parts.add(word.substring(from));
    }
    return parts;
  }
}
