package io.millrace.tool.chunk;

/**
 * Finds where the alternative text of a Markdown image ends: {@code ](http…)} in the same line. It
 * goes through the text once, however many images begin in a line that has none.
 */
final class ImageTails {
  private static final int NONE = Integer.MAX_VALUE;

  private final String text;
  private final SeparatorCursor lineFeeds;
  private int tail = -1;
  private int tailEnd;
  private int stop = -1;

  ImageTails(String text) {
    this.text = text;
    this.lineFeeds = new SeparatorCursor(text, "\n");
  }

  /** Returns where the tail begins for an alternative text that begins at {@code from}, or -1. */
  int next(int from) {
    if (tail < from) {
      find(from);
    }
    return tail < NONE && lineFeeds.next(from, tail) < 0 ? tail : -1;
  }

  /** Returns where the URL of the tail last returned ends; there is its closing parenthesis. */
  int end() {
    return tailEnd;
  }

  private void find(int from) {
    for (int at = text.indexOf("](", from); at >= 0; at = text.indexOf("](", at + 1)) {
      int start = afterScheme(text, at + 2);
      if (start < 0) {
        continue;
      }
      if (stop < start) {
        stop = urlEnd(text, start);
      }
      if (stop > start && stop < text.length() && text.charAt(stop) == ')') {
        tail = at;
        tailEnd = stop;
        return;
      }
    }
    tail = NONE;
  }

  /** Returns the index after {@code http://} or {@code https://} at {@code at}, or -1. */
  static int afterScheme(String text, int at) {
    if (text.startsWith("https://", at)) {
      return at + "https://".length();
    }
    return text.startsWith("http://", at) ? at + "http://".length() : -1;
  }

  /** Returns the first index from {@code start} that is blank or a closing parenthesis. */
  static int urlEnd(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != ')' && !Blanks.isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
