package io.millrace.python;

/** Walks over the text of a number once and collects it in plain ASCII, without underscores. */
final class NumberScanner {
  private final String text;
  private final int end;
  private final StringBuilder cleaned = new StringBuilder();
  private int position;

  NumberScanner(String text) {
    this.text = text;
    int first = 0;
    int last = text.length();
    while (first < last && isSpace(text.charAt(first))) {
      first++;
    }
    while (last > first && isSpace(text.charAt(last - 1))) {
      last--;
    }
    this.position = first;
    this.end = last;
  }

  /** Takes a sign and returns whether it was a minus. */
  boolean sign() {
    if (character('-')) {
      return true;
    }
    if (position < end && text.charAt(position) == '+') {
      position++;
    }
    return false;
  }

  /** Takes {@code expected} if it comes next. */
  boolean character(char expected) {
    if (position < end && text.charAt(position) == expected) {
      cleaned.append(expected);
      position++;
      return true;
    }
    return false;
  }

  /** Returns whether {@code word}, in any case, is all that is left. */
  boolean word(String word) {
    return end - position == word.length()
        && text.regionMatches(true, position, word, 0, word.length());
  }

  /** Takes digits with single underscores between them and returns whether there were any. */
  boolean digits() {
    int before = position;
    while (digit()) {
      if (position + 1 < end && text.charAt(position) == '_' && digitAt(position + 1) >= 0) {
        position++;
      }
    }
    return position > before;
  }

  /** Takes an exponent if there is one; returns false if it has no digits. */
  boolean exponent() {
    if (!character('e') && !character('E')) {
      return true;
    }
    sign();
    return digits();
  }

  boolean atEnd() {
    return position == end;
  }

  String cleaned() {
    return cleaned.toString();
  }

  private boolean digit() {
    int value = digitAt(position);
    if (value < 0) {
      return false;
    }
    cleaned.append((char) ('0' + value));
    position += Character.charCount(text.codePointAt(position));
    return true;
  }

  private int digitAt(int index) {
    if (index >= end) {
      return -1;
    }
    int codePoint = text.codePointAt(index);
    return Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER
        ? Character.digit(codePoint, 10)
        : -1;
  }

  private static boolean isSpace(char c) {
    return c < 0x80
        ? c == ' ' || (c >= '\t' && c <= '\r')
        : Character.isSpaceChar(c) || c == '\u0085';
  }
}
