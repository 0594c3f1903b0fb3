package io.millrace.datasource.crawl;

import java.util.Arrays;

/** Collects words, with one blank where there are several. A page has many: each is copied once. */
final class WordBuffer {
  private char[] chars = new char[4_096];
  private int length;

  void append(String words) {
    int count = words.length();
    if (chars.length - length < count) {
      chars = Arrays.copyOf(chars, Math.max(chars.length * 2, length + count));
    }
    char[] to = chars;
    int at = length;
    boolean blank = at == 0 || to[at - 1] == ' ';
    for (int i = 0; i < count; i++) {
      char c = words.charAt(i);
      if (c > ' ' && c != '\u00A0') {
        to[at++] = c;
        blank = false;
      } else if (!blank) {
        to[at++] = ' ';
        blank = true;
      }
    }
    length = at;
  }

  int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
