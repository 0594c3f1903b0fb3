package io.millrace.datasource.notion;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as Markdown that shows just that text. */
final class MarkdownEscape {
  /** What would begin a block, or rule off a table's header, at the beginning of a line. */
  private static final Pattern BLOCK_START =
      Pattern.compile("^(#{1,6}(?=\\s|$)|>|[-+](?=\\s|$)|=+\\s*$|~{3,}|(?=.*-)[|:-][\\s|:-]*$)");

  private static final Pattern NUMBER_START = Pattern.compile("^(\\d{1,9})([.)])(?=\\s|$)");
  private static final Pattern SIGNS_AT_THE_END = Pattern.compile("(^|\\s)(#+)$");
  private static final Pattern ENTITY = Pattern.compile("&(?=#?[0-9a-zA-Z]{1,32};)");

  private MarkdownEscape() {}

  /** Escapes what has a meaning within a line; line breaks stay. */
  static String inline(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    int tilde = text.indexOf('~');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (needsEscape(text, i, c) || (c == '~' && i > tilde && !isBlankAt(text, i - 1))) {
        out.append('\\');
      }
      out.append(c);
    }
    return ENTITY.matcher(out).replaceAll("\\\\&");
  }

  private static boolean needsEscape(String text, int i, char c) {
    return switch (c) {
      case '\\', '`', '*', '[', ']', '$' -> true;
      case '_' -> !isWordAt(text, i - 1) || !isWordAt(text, i + 1);
      case '~' -> charAt(text, i - 1) == '~' || charAt(text, i + 1) == '~';
      case '<' ->
          Character.isLetter(charAt(text, i + 1)) || "/!?".indexOf(charAt(text, i + 1)) >= 0;
      default -> false;
    };
  }

  private static boolean isBlankAt(String text, int i) {
    return Character.isWhitespace(charAt(text, i));
  }

  private static boolean isWordAt(String text, int i) {
    return Character.isLetterOrDigit(charAt(text, i));
  }

  private static char charAt(String text, int i) {
    return i < 0 || i >= text.length() ? ' ' : text.charAt(i);
  }

  /** Escapes what would make a line of a paragraph something else. */
  static String lineStart(String line) {
    String text = line.stripLeading();
    Matcher number = NUMBER_START.matcher(text);
    if (number.find()) {
      return number.group(1) + "\\" + text.substring(number.end(1));
    }
    return BLOCK_START.matcher(text).find() ? "\\" + text : text;
  }

  /** Returns the lines of a paragraph, each one kept as a line. */
  static String paragraph(String inline) {
    StringBuilder out = new StringBuilder();
    for (String line : inline.split("\n", -1)) {
      out.append(out.length() == 0 ? "" : "  \n").append(lineStart(line));
    }
    return out.toString();
  }

  /** Returns text for a cell of a table: one line, its bars escaped. */
  static String cell(String inline) {
    return inline.strip().replace("|", "\\|").replaceAll("\\s*\n\\s*", "<br>");
  }

  /** Returns text for a place that has one line, such as a heading. */
  static String oneLine(String inline) {
    return inline.strip().replaceAll("\\s*\n\\s*", " ");
  }

  /** Returns an address for the inside of a link's parentheses. */
  static String address(String url) {
    StringBuilder out = new StringBuilder(url.length());
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      switch (c) {
        case '(' -> out.append("%28");
        case ')' -> out.append("%29");
        case '<' -> out.append("%3C");
        case '>' -> out.append("%3E");
        case '\\' -> out.append("%5C");
        case '|' -> out.append("%7C");
        default -> {
          if (c <= ' ') {
            out.append("%%%02X".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  /** Returns a heading; empty for no text. Number signs at its end would not be shown. */
  static String heading(int level, String inline) {
    String text = oneLine(inline);
    return text.isEmpty()
        ? ""
        : "#".repeat(level) + " " + SIGNS_AT_THE_END.matcher(text).replaceFirst("$1\\\\$2");
  }

  /**
   * Returns text as code, fenced by more backticks than it has in a row. A backslash before a bar
   * is taken for an escape where code is in a table: a tag stands in for the fence there.
   */
  static String code(String text) {
    String line = text.replace('\n', ' ');
    if (line.contains("\\|")) {
      return "<code>" + inline(line) + "</code>";
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      run = line.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + pad + line + pad + fence;
  }
}
