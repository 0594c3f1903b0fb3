package io.millrace.python;

/** Quotes a string as {@code repr} does: single quotes unless only they occur inside. */
final class StringRepr {
  private StringRepr() {}

  static void append(StringBuilder out, String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint == quote || codePoint == '\\') {
        out.append('\\').append((char) codePoint);
      } else if (printable(codePoint)) {
        out.appendCodePoint(codePoint);
      } else {
        appendEscape(out, codePoint);
      }
    }
    out.append(quote);
  }

  private static void appendEscape(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (codePoint < 0x100) {
          out.append(String.format("\\x%02x", codePoint));
        } else if (codePoint < 0x10000) {
          out.append(String.format("\\u%04x", codePoint));
        } else {
          out.append(String.format("\\U%08x", codePoint));
        }
      }
    }
  }

  private static boolean printable(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint >= ' ';
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
