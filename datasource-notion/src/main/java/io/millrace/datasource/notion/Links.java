package io.millrace.datasource.notion;

import java.util.regex.Pattern;

/** Links in Markdown. */
final class Links {
  private static final Pattern SAFE = Pattern.compile("(?i)(https?|mailto|tel|ftps?|notion):.+");

  private Links() {}

  /**
   * Returns a link, or its text alone where the target is of a kind that no reader should follow.
   *
   * @param inline the text, already Markdown
   */
  static String of(String inline, String url) {
    String target = target(url);
    if (target.isEmpty()) {
      return inline;
    }
    return "[" + inline + "](" + target + ")";
  }

  /** Returns a link whose text is plain. */
  static String plain(String text, String url) {
    return of(MarkdownEscape.oneLine(MarkdownEscape.inline(text)), url);
  }

  /** Returns a target as Markdown has it, empty when it is not to be followed. */
  static String target(String url) {
    String target = url.strip();
    if (target.startsWith("/")) {
      target = "https://www.notion.so" + target;
    }
    return SAFE.matcher(target).matches() ? MarkdownEscape.address(target) : "";
  }
}
