package io.millrace.variable;

import com.google.common.collect.ImmutableList;

/** Finds the references of a template in one pass: no backtracking, whatever the text. */
final class TemplateParser {
  private static final String OPEN = "{{#";
  private static final String CLOSE = "#}}";
  private static final int MAX_NODE = 50;
  private static final int MAX_NAME = 30;
  private static final int MAX_NAMES = 10;

  private final String text;
  private final ImmutableList.Builder<TemplatePart> parts = ImmutableList.builder();

  private TemplateParser(String text) {
    this.text = text;
  }

  static ImmutableList<TemplatePart> parse(String text) {
    return new TemplateParser(text).parse();
  }

  private ImmutableList<TemplatePart> parse() {
    int literal = 0;
    int open = text.indexOf(OPEN);
    while (open >= 0) {
      int start = open + OPEN.length();
      int end = endOfPath(start);
      if (end < 0) {
        open = text.indexOf(OPEN, open + 1);
      } else {
        addLiteral(literal, open);
        parts.add(TemplatePart.reference(text.substring(start, end)));
        literal = end + CLOSE.length();
        open = text.indexOf(OPEN, literal);
      }
    }
    addLiteral(literal, text.length());
    return parts.build();
  }

  private void addLiteral(int start, int end) {
    if (end > start) {
      parts.add(TemplatePart.literal(text.substring(start, end)));
    }
  }

  /** Returns where the path that starts at {@code start} ends, or -1 when there is no reference. */
  private int endOfPath(int start) {
    int end = endOfWord(start, MAX_NODE);
    boolean rag = text.startsWith("rag.", start);
    int names = 0;
    while (end > 0 && names < MAX_NAMES && end < text.length() && text.charAt(end) == '.') {
      end = endOfName(end + 1, rag && names == 0);
      names++;
    }
    return end > 0 && names > 0 && text.startsWith(CLOSE, end) ? end : -1;
  }

  private int endOfName(int start, boolean mayBeNodeId) {
    if (start < text.length() && isDigit(text.charAt(start))) {
      return mayBeNodeId ? endOfWord(start, MAX_NODE) : -1;
    }
    return endOfWord(start, MAX_NAME);
  }

  /** Returns where the word that starts at {@code start} ends, or -1 if it is empty or too long. */
  private int endOfWord(int start, int max) {
    int end = start;
    while (end < text.length() && end - start <= max && isWordCharacter(text.charAt(end))) {
      end++;
    }
    return end == start || end - start > max ? -1 : end;
  }

  private static boolean isWordCharacter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
