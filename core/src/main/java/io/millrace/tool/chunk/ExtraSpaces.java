package io.millrace.tool.chunk;

/** Makes two line feeds of more, and one space of two and more other blanks. */
final class ExtraSpaces {
  private static final int LATIN = 256;
  private static final byte[] LATIN_BLANKS = latinBlanks();

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
    int length = text.length();
    int afterBlank = 0;
    for (int at = 0; at < length; at++) {
      char c = text.charAt(at);
      int blank = blank(c);
      // One branch that is hardly ever taken: single blanks are everywhere, and hard to predict.
      if ((blank & afterBlank) != 0) {
        int end = at + 1;
        while (end < length && blank(text.charAt(end)) != 0) {
          end++;
        }
        rewrite.replace(at - 1, end, " ");
        at = end - 1;
      }
      afterBlank = blank;
    }
    return rewrite.finish();
  }

  /** Returns 1 for a blank and else 0. */
  private static int blank(char c) {
    if (c < LATIN) {
      return LATIN_BLANKS[c];
    }
    return isWideBlank(c) ? 1 : 0;
  }

  /** With the Mongolian vowel separator, and without line ends, unlike where text is trimmed. */
  private static boolean isWideBlank(char c) {
    return c >= 0x1680
        && (c == 0x1680
            || c == 0x180E
            || (c >= 0x2000 && c <= 0x200A)
            || c == 0x202F
            || c == 0x205F
            || c == 0x3000);
  }

  private static byte[] latinBlanks() {
    byte[] blanks = new byte[LATIN];
    for (char c : new char[] {' ', '\t', '\f', '\r', 0xA0}) {
      blanks[c] = 1;
    }
    return blanks;
  }
}
