package io.millrace.node.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model thought aloud, split from what it says.
 *
 * @param text without the thoughts, runs of blank lines made one
 * @param thoughts one a line
 */
record Reasoning(String text, String thoughts) {
  private static final Pattern OPEN =
      Pattern.compile("<think(?:\\s[^<>]{0,512})?>", Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOSE = Pattern.compile("</think>", Pattern.CASE_INSENSITIVE);

  /** Splits a whole answer; thoughts that never end go to the end of it. */
  static Reasoning split(String answer) {
    StringBuilder said = new StringBuilder();
    List<String> thoughts = new ArrayList<>();
    Matcher open = OPEN.matcher(answer);
    Matcher close = CLOSE.matcher(answer);
    int at = 0;
    while (open.find(at)) {
      said.append(answer, at, open.start());
      boolean closed = close.find(open.end());
      int end = closed ? close.start() : answer.length();
      String thought = answer.substring(open.end(), end).strip();
      if (!thought.isEmpty()) {
        thoughts.add(thought);
      }
      at = closed ? close.end() : answer.length();
    }
    said.append(answer, at, answer.length());
    return new Reasoning(collapse(said.toString()).strip(), String.join("\n", thoughts));
  }

  /** Makes any white space between two line breaks one blank line, in linear time. */
  private static String collapse(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int from = text.indexOf('\n', at);
      if (from < 0) {
        break;
      }
      int to = from;
      int last = from;
      while (to < text.length() && Character.isWhitespace(text.charAt(to))) {
        if (text.charAt(to) == '\n') {
          last = to;
        }
        to++;
      }
      out.append(text, at, from).append(last == from ? "\n" : "\n\n");
      at = last + 1;
    }
    return out.append(text, at, text.length()).toString();
  }

  /** Returns an answer without its thoughts, for one that is read as data. */
  static String withoutThoughts(String answer) {
    return answer.contains("<think") ? split(answer).text() : answer;
  }
}
