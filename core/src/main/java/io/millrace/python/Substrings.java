package io.millrace.python;

/**
 * Looks for one text in another in linear time.
 *
 * @since 0.1
 */
public final class Substrings {
  /** Up to this needle length the JDK's search, which multiplies the two lengths, is faster. */
  private static final int SHORT = 64;

  private Substrings() {}

  /** Returns {@code needle in text}. */
  public static boolean contains(String text, String needle) {
    if (needle.length() <= SHORT || needle.length() > text.length()) {
      return text.contains(needle);
    }
    int[] fallback = fallbacks(needle);
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      while (matched > 0 && text.charAt(i) != needle.charAt(matched)) {
        matched = fallback[matched - 1];
      }
      if (text.charAt(i) == needle.charAt(matched)) {
        matched++;
      }
      if (matched == needle.length()) {
        return true;
      }
    }
    return false;
  }

  /** Returns, for each prefix, the length of its longest proper prefix that is also its suffix. */
  private static int[] fallbacks(String needle) {
    int[] fallback = new int[needle.length()];
    int matched = 0;
    for (int i = 1; i < needle.length(); i++) {
      while (matched > 0 && needle.charAt(i) != needle.charAt(matched)) {
        matched = fallback[matched - 1];
      }
      if (needle.charAt(i) == needle.charAt(matched)) {
        matched++;
      }
      fallback[i] = matched;
    }
    return fallback;
  }
}
