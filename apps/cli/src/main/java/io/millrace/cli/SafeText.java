package io.millrace.cli;

/**
 * Texts of files and of documents as a terminal may show them: without what would move its cursor,
 * colour it, or turn the direction of the line.
 */
final class SafeText {
  private static final char REPLACEMENT = '\uFFFD';

  private SafeText() {}

  /** Returns a name on one line. */
  static String line(String text) {
    return replaced(text, false);
  }

  /** Returns a text that may have several lines. */
  static String lines(String text) {
    return replaced(text, true);
  }

  private static String replaced(String text, boolean keepLines) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean harmless =
          keepLines && (c == '\n' || c == '\t' || (c == '\r' && followedByNewline(text, i)));
      if (!harmless && isControl(c)) {
        if (safe == null) {
          safe = new StringBuilder(text);
        }
        safe.setCharAt(i, c == '\n' || c == '\t' ? ' ' : REPLACEMENT);
      }
    }
    return safe == null ? text : safe.toString();
  }

  private static boolean followedByNewline(String text, int index) {
    return index + 1 < text.length() && text.charAt(index + 1) == '\n';
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u2028'
        || c == '\u2029';
  }
}
