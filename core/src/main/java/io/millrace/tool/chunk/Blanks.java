package io.millrace.tool.chunk;

/** The white space that splitting and trimming go by: Unicode's, and the four ASCII separators. */
final class Blanks {
  /** Tab to carriage return, the separators U+001C to U+001F, and the space. */
  private static final long LOW = 0x1_F000_3E00L;

  private Blanks() {}

  static boolean isBlank(char c) {
    if (c <= ' ') {
      return (LOW >>> c & 1) != 0;
    }
    return c >= 0x85 && isHighBlank(c);
  }

  private static boolean isHighBlank(char c) {
    if (c < 0x1680) {
      return c == 0x85 || c == 0xA0;
    }
    return c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  /** Returns the first index in the range that is not blank, or {@code end}. */
  static int skip(String text, int start, int end) {
    int at = start;
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Returns one past the last index in the range that is not blank, or {@code start}. */
  static int skipBack(String text, int start, int end) {
    int at = end;
    while (at > start && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  static boolean isBlank(String text) {
    return skip(text, 0, text.length()) == text.length();
  }

  static String trim(String text) {
    int start = skip(text, 0, text.length());
    return text.substring(start, skipBack(text, start, text.length()));
  }
}
