package io.millrace.datasource.notion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes pieces of text with their forms. Forms that go on over several pieces are opened once;
 * where Markdown's signs would not be understood (within a word, beside punctuation) tags stand in.
 */
final class InlineWriter {
  private final List<Span> spans;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();

  private record Open(Mark mark, boolean asSign, int end) {}

  InlineWriter(List<Span> spans) {
    this.spans = joined(spans);
  }

  /**
   * White space between two pieces of one form, or of one link, has that form too. An empty line
   * has none: in Markdown, no form goes over it.
   */
  private static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.isBlank() && !span.isEmptyLine() && i > 0 && i + 1 < spans.size()) {
        Span before = joined.get(i - 1);
        Span after = spans.get(i + 1);
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        marks.addAll(before.marks());
        marks.retainAll(after.marks());
        String href = before.href().equals(after.href()) ? before.href() : "";
        span = new Span(span.markdown(), marks, href);
      }
      joined.add(span);
    }
    return joined;
  }

  String write() {
    for (int i = 0; i < spans.size(); ) {
      int end = linkEnd(i);
      String href = spans.get(i).href();
      if (href.isEmpty()) {
        step(i);
        out.append(spans.get(i).markdown());
        i++;
      } else {
        closeAll();
        int start = out.length();
        for (int j = i; j < end; j++) {
          step(j);
          out.append(spans.get(j).markdown());
        }
        closeAll();
        String text = out.substring(start);
        out.setLength(start);
        append(Links.of(text, href));
        i = end;
      }
    }
    closeAll();
    return out.toString();
  }

  /** An exclamation mark right before a link would make an image of it. */
  private void append(String link) {
    int before = out.length() - 1;
    if (before >= 0 && out.charAt(before) == '!' && link.startsWith("[")) {
      out.insert(before, '\\');
    }
    out.append(link);
  }

  private int linkEnd(int from) {
    String href = spans.get(from).href();
    int end = from + 1;
    while (end < spans.size() && spans.get(end).href().equals(href)) {
      end++;
    }
    return href.isEmpty() ? from + 1 : end;
  }

  /** Closes what ends before a piece and opens what begins with it. */
  private void step(int i) {
    Set<Mark> wanted = spans.get(i).marks();
    while (open.stream().anyMatch(o -> !wanted.contains(o.mark()))) {
      close();
    }
    List<Open> begin = new ArrayList<>();
    for (Mark mark : wanted) {
      if (open.stream().noneMatch(o -> o.mark() == mark)) {
        begin.add(opening(mark, i));
      }
    }
    begin.sort(Comparator.comparingInt((Open o) -> -o.end()));
    for (Open next : begin) {
      out.append(next.mark().open(next.asSign()));
      open.push(next);
    }
  }

  private Open opening(Mark mark, int from) {
    int end = from + 1;
    while (end < spans.size()
        && spans.get(end).marks().contains(mark)
        && spans.get(end).href().equals(spans.get(from).href())) {
      end++;
    }
    char before = out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
    char first = firstOf(spans.get(from).markdown());
    char last = lastOf(spans.get(end - 1).markdown());
    char after = end < spans.size() ? firstOf(spans.get(end).markdown()) : ' ';
    boolean asSign = opens(before, first) && opens(after, last);
    return new Open(mark, asSign, end);
  }

  /** Whether a sign between the two would be taken for one that opens (or, mirrored, closes). */
  private static boolean opens(char outside, char inside) {
    return Character.isWhitespace(outside)
        || (!Character.isLetterOrDigit(outside) && outside != '*' && outside != '~')
        || (Character.isLetterOrDigit(inside) && outside != '*' && outside != '~');
  }

  private static char firstOf(String text) {
    return text.isEmpty() ? ' ' : text.charAt(0);
  }

  private static char lastOf(String text) {
    return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
  }

  private void close() {
    Open last = open.pop();
    out.append(last.mark().close(last.asSign()));
  }

  private void closeAll() {
    while (!open.isEmpty()) {
      close();
    }
  }
}
