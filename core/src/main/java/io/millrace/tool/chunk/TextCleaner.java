package io.millrace.tool.chunk;

/**
 * Cleans a text before it is cut to parents (spec/04 §5.3). Special-token brackets lose their bars
 * and control characters go in any case. Immutable, and linear in the text.
 *
 * @since 0.1
 */
public final class TextCleaner {
  private final boolean removeExtraSpaces;
  private final boolean removeUrlsAndEmails;

  /**
   * @param removeExtraSpaces three and more line feeds become two, two and more blanks become one
   *     space
   * @param removeUrlsAndEmails e-mail addresses go, and URLs that are not of Markdown images; has
   *     no effect together with {@code removeExtraSpaces}
   */
  public TextCleaner(boolean removeExtraSpaces, boolean removeUrlsAndEmails) {
    this.removeExtraSpaces = removeExtraSpaces;
    this.removeUrlsAndEmails = removeUrlsAndEmails;
  }

  /** Returns the cleaned text; the same string when there was nothing to clean. */
  public String clean(String text) {
    String plain = withoutControls(text.replace("<|", "<").replace("|>", ">"));
    if (removeExtraSpaces) {
      return ExtraSpaces.remove(plain);
    }
    return removeUrlsAndEmails ? Urls.remove(Emails.remove(plain)) : plain;
  }

  private static String withoutControls(String text) {
    Rewrite rewrite = new Rewrite(text);
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (isRemoved(text.charAt(i))) {
        rewrite.replace(i, i + 1, "");
      }
    }
    return rewrite.finish();
  }

  private static boolean isRemoved(char c) {
    if (c >= ' ' && c < 0x7F) {
      return false;
    }
    if (c < ' ') {
      return c != '\t' && c != '\n' && c != '\r';
    }
    return c == 0x7F || c == 'ï' || c == '¾' || c == '¿' || c == 0xFFFE;
  }
}
