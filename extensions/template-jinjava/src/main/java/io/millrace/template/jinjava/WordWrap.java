package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code wordwrap} filter: Python's {@code textwrap} on each line. */
final class WordWrap {
  private static final Pattern CHUNK = Pattern.compile("\\s+|\\S+");
  private static final Pattern HYPHEN = Pattern.compile("(?<=[\\p{L}_]{2})-(?=[\\p{L}_]{2})|--+(?=\\w)");

  private final int width;
  private final boolean breakLongWords;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();

  private WordWrap(int width, boolean breakLongWords) {
    this.width = width;
    this.breakLongWords = breakLongWords;
  }

  static Object apply(Run run, Object value, Args args) {
    Args.Bound bound =
        args.bind("wordwrap", "width", "break_long_words", "wrapstring", "break_on_hyphens");
    int width = bound.integer(0, 79);
    if (width <= 0) {
      throw TemplateException.value("invalid width " + width + " (must be > 0)");
    }
    Object wrap = bound.orNull(2);
    String separator = wrap == null ? "\n" : Texts.str(wrap);
    List<String> wrapped = new ArrayList<>();
    String text = Texts.str(value);
    run.spend(text.length());
    for (String paragraph : StringSearch.lines(text, false)) {
      WordWrap wrapper = new WordWrap(width, bound.flag(1, true));
      wrapper.wrap(paragraph, bound.flag(3, true));
      wrapped.add(String.join(separator, wrapper.lines));
    }
    return Texts.like(value, String.join(separator, wrapped));
  }

  private void wrap(String paragraph, boolean breakOnHyphens) {
    Matcher matcher = CHUNK.matcher(paragraph);
    while (matcher.find()) {
      String chunk = matcher.group();
      if (Texts.isSpace(chunk.charAt(0))) {
        space(chunk);
      } else {
        for (String part : breakOnHyphens ? parts(chunk) : List.of(chunk)) {
          word(part);
        }
      }
    }
    flush();
  }

  private static List<String> parts(String word) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = HYPHEN.matcher(word);
    int from = 0;
    while (matcher.find()) {
      parts.add(word.substring(from, matcher.end()));
      from = matcher.end();
    }
    parts.add(word.substring(from));
    return parts;
  }

  private void space(String chunk) {
    boolean startsLaterLine = line.isEmpty() && !lines.isEmpty();
    if (!startsLaterLine) {
      if (Texts.length(line + chunk) <= width) {
        line.append(chunk);
      } else {
        flush();
      }
    }
  }

  private void word(String word) {
    String rest = word;
    if (Texts.length(line + rest) > width && Texts.length(rest) <= width) {
      flush();
    }
    while (Texts.length(line + rest) > width) {
      int room = width - Texts.length(line.toString());
      if (!breakLongWords) {
        flush();
        break;
      }
      String head = Texts.part(rest, 0, Math.max(0, room));
      line.append(head);
      rest = rest.substring(head.length());
      flush();
    }
    line.append(rest);
  }

  private void flush() {
    String text = Texts.stripRight(line.toString());
    if (!text.isEmpty()) {
      lines.add(text);
    }
    line.setLength(0);
  }
}
