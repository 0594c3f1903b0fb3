package io.millrace.template.jinjava;

/** Finds where a print or tag ends: behind its closing delimiter outside brackets and strings. */
final class BlockEnd {
  private BlockEnd() {}

  /**
   * Returns the place behind the block that begins at {@code start}.
   *
   * @throws TemplateException if it does not end
   */
  static int find(String source, int start) {
    boolean print = source.startsWith("{{", start);
    String close = print ? "}}" : "%}";
    int depth = 0;
    int at = start + 2;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (depth == 0 && source.startsWith(close, at)) {
        return at + 2;
      } else if (c == '\'' || c == '"') {
        at = stringEnd(source, at, c);
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
        if (depth < 0) {
          throw TemplateException.syntax("unexpected '" + c + "'");
        }
      }
      at++;
    }
    throw TemplateException.syntax(
        "unexpected end of template, expected 'end of " + (print ? "print" : "") + " statement'.");
  }

  private static int stringEnd(String source, int open, char quote) {
    for (int at = open + 1; at < source.length(); at++) {
      char c = source.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == quote) {
        return at;
      }
    }
    throw TemplateException.syntax("unexpected char '" + quote + "' at " + open);
  }
}
