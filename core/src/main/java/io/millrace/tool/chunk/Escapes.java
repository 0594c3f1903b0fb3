package io.millrace.tool.chunk;

import io.millrace.tool.ToolException;

/**
 * Reads the backslash escapes of a delimiter as it is typed into a form: {@code \n}, {@code
 * \u3002}, {@code \x41}, {@code \101}, {@code \N{BULLET}}. An unknown escape stays as it is written
 * (spec/04 §5.1 step 1).
 */
final class Escapes {
  private final String typed;
  private final StringBuilder decoded = new StringBuilder();
  private int at;
  private boolean splitPair;

  private Escapes(String typed) {
    this.typed = typed;
  }

  /**
   * Decodes {@code typed}.
   *
   * @throws ToolException if an escape is incomplete or names no character
   */
  static Delimiter decode(String typed) {
    Escapes escapes = new Escapes(typed);
    escapes.run();
    return new Delimiter(escapes.decoded.toString(), escapes.splitPair);
  }

  private void run() {
    while (at < typed.length()) {
      int backslash = typed.indexOf('\\', at);
      if (backslash < 0) {
        decoded.append(typed, at, typed.length());
        return;
      }
      decoded.append(typed, at, backslash);
      if (backslash + 1 == typed.length()) {
        throw bad(backslash, "a backslash at the end");
      }
      at = backslash + 2;
      escape(typed.charAt(backslash + 1), backslash);
    }
  }

  private void escape(char kind, int backslash) {
    switch (kind) {
      case '\n' -> {}
      case '\\', '\'', '"' -> decoded.append(kind);
      case 'a' -> decoded.append('\u0007');
      case 'b' -> decoded.append('\b');
      case 'f' -> decoded.append('\f');
      case 'n' -> decoded.append('\n');
      case 'r' -> decoded.append('\r');
      case 't' -> decoded.append('\t');
      case 'v' -> decoded.append('\u000B');
      case 'x' -> hex(2, backslash);
      case 'u' -> hex(4, backslash);
      case 'U' -> hex(8, backslash);
      case 'N' -> name(backslash);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      default -> decoded.append('\\').append(kind);
    }
  }

  private void octal() {
    int value = 0;
    at--;
    for (int digits = 0; digits < 3 && at < typed.length(); digits++) {
      int digit = typed.charAt(at) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      value = value * 8 + digit;
      at++;
    }
    append(value);
  }

  private void hex(int digits, int backslash) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < typed.length() ? hexDigit(typed.charAt(at)) : -1;
      if (digit < 0) {
        throw bad(backslash, "needs " + digits + " hexadecimal digits");
      }
      value = value * 16 + digit;
      at++;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw bad(backslash, "is above U+10FFFF");
    }
    append((int) value);
  }

  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private void name(int backslash) {
    int close = at < typed.length() && typed.charAt(at) == '{' ? typed.indexOf('}', at) : -1;
    if (close < 0) {
      throw bad(backslash, "needs a character name in braces");
    }
    try {
      append(Character.codePointOf(typed.substring(at + 1, close)));
    } catch (IllegalArgumentException unknown) {
      throw bad(backslash, "names no Unicode character");
    }
    at = close + 1;
  }

  /** Two escaped surrogate halves stay two characters, so no real character equals them. */
  private void append(int codePoint) {
    int last = decoded.length() - 1;
    splitPair |=
        codePoint <= Character.MAX_VALUE
            && Character.isLowSurrogate((char) codePoint)
            && last >= 0
            && Character.isHighSurrogate(decoded.charAt(last));
    decoded.appendCodePoint(codePoint);
  }

  private ToolException bad(int backslash, String what) {
    return new ToolException(
        "Delimiter '%s': the escape at position %d %s. Write a literal backslash as \\\\."
            .formatted(typed, backslash, what));
  }
}
