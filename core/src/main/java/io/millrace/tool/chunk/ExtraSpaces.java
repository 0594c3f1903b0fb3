package io.millrace.tool.chunk;

/** Makes two line feeds of more, and one space of two and more other blanks. */
final class ExtraSpaces {
  private ExtraSpaces() {}

  static String remove(String text) {
    return collapseBlanks(collapseLineFeeds(text));
  }

  private static String collapseLineFeeds(String text) {
    Rewrite rewrite = new Rewrite(text);
    for (int at = text.indexOf("\n\n\n"); at >= 0; at = text.indexOf("\n\n\n", at)) {
      int end = at + 3;
      while (end < text.length() && text.charAt(end) == '\n') {
        end++;
      }
      rewrite.replace(at, end, "\n\n");
      at = end;
    }
    return rewrite.finish();
  }

  private static String collapseBlanks(String text) {
    Rewrite rewrite = new Rewrite(text);
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isBlank(text.charAt(i))) {
        run++;
      } else if (run > 0) {
        collapse(rewrite, i, run);
        run = 0;
      }
    }
    collapse(rewrite, text.length(), run);
    return rewrite.finish();
  }

  private static void collapse(Rewrite rewrite, int end, int run) {
    if (run > 1) {
      rewrite.replace(end - run, end, " ");
    }
  }

  /** Not the blanks that text is trimmed by: no line ends, but the Mongolian vowel separator. */
  private static boolean isBlank(char c) {
    if (c <= ' ') {
      return c == ' ' || c == '\t' || c == '\f' || c == '\r';
    }
    return c == 0xA0
        || (c >= 0x1680
            && (c == 0x1680
                || c == 0x180E
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000));
  }
}
