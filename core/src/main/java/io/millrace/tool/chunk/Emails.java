package io.millrace.tool.chunk;

import com.google.common.base.CharMatcher;

/**
 * Removes e-mail addresses: ASCII letters, digits and {@code _ . + -}, an at sign, a name, a dot,
 * and at least one more character of a name or dot.
 */
final class Emails {
  private static final CharMatcher NAME =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.is('-'))
          .precomputed();
  private static final CharMatcher NAME_OR_DOT = NAME.or(CharMatcher.is('.')).precomputed();
  private static final CharMatcher LOCAL = NAME_OR_DOT.or(CharMatcher.anyOf("_+")).precomputed();

  private Emails() {}

  static String remove(String text) {
    Rewrite rewrite = new Rewrite(text);
    int done = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(done, at + 1))) {
      int start = at;
      while (start > done && LOCAL.matches(text.charAt(start - 1))) {
        start--;
      }
      int dot = skip(text, NAME, at + 1);
      boolean named = start < at && dot > at + 1 && dot < text.length() && text.charAt(dot) == '.';
      int end = named ? skip(text, NAME_OR_DOT, dot + 1) : 0;
      if (end > dot + 1) {
        rewrite.replace(start, end, "");
        done = end;
      }
    }
    return rewrite.finish();
  }

  private static int skip(String text, CharMatcher matcher, int from) {
    int at = from;
    while (at < text.length() && matcher.matches(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
