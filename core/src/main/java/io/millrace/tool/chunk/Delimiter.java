package io.millrace.tool.chunk;

/**
 * The fixed text that pieces are cut at first, and that the chunks lose.
 *
 * @param text what to look for; empty means that nothing is cut
 * @param splitPair whether two halves of a surrogate pair were escaped one by one; such a delimiter
 *     is in no text
 */
record Delimiter(String text, boolean splitPair) {

  /** Returns where the delimiter is in {@code in} at or after {@code from}, or -1. */
  int next(String in, int from) {
    if (splitPair || text.isEmpty()) {
      return -1;
    }
    int found = in.indexOf(text, from);
    while (found >= 0 && (inPair(in, found) || inPair(in, found + text.length()))) {
      found = in.indexOf(text, found + 1);
    }
    return found;
  }

  /** Whether {@code at} is between the two halves of one character. */
  private static boolean inPair(String in, int at) {
    return at > 0
        && at < in.length()
        && Character.isLowSurrogate(in.charAt(at))
        && Character.isHighSurrogate(in.charAt(at - 1));
  }
}
