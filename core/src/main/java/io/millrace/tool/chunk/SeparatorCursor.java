package io.millrace.tool.chunk;

/**
 * Finds one separator in one text, from left to right. It remembers what it found, so that asking
 * about many short ranges reads the text once and not once a range.
 */
final class SeparatorCursor {
  private final String text;
  private final String separator;
  private int askedFrom;
  private int found = -1;

  SeparatorCursor(String text, String separator) {
    this.text = text;
    this.separator = separator;
  }

  int length() {
    return separator.length();
  }

  /** Returns where the separator first is wholly inside the range, or -1. */
  int next(int start, int end) {
    if (found < start || start < askedFrom) {
      int index =
          separator.length() == 1
              ? text.indexOf(separator.charAt(0), start)
              : text.indexOf(separator, start);
      found = index < 0 ? Integer.MAX_VALUE : index;
    }
    askedFrom = start;
    return found <= end - separator.length() ? found : -1;
  }
}
