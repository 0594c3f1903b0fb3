package io.millrace.tool.chunk;

/** Lengths and steps in code points, which are plain subtractions in a text without surrogates. */
final class CodePoints {
  private final String text;
  private final boolean pairs;

  CodePoints(String text) {
    this.text = text;
    this.pairs = text.codePointCount(0, text.length()) != text.length();
  }

  /** Returns whether every code point is one char. */
  boolean plain() {
    return !pairs;
  }

  int count(int start, int end) {
    return pairs ? text.codePointCount(start, end) : end - start;
  }

  /**
   * Returns the index that is {@code steps} code points after {@code start}, at most {@code end}.
   */
  int forward(int start, int steps, int end) {
    if (steps >= end - start) {
      return end;
    }
    if (!pairs) {
      return start + steps;
    }
    int at = start;
    for (int left = steps; left > 0 && at < end; left--) {
      at += text.codePointAt(at) >= Character.MIN_SUPPLEMENTARY_CODE_POINT ? 2 : 1;
    }
    return at;
  }

  /** Returns the index that is {@code steps} code points before {@code end}. */
  int back(int end, int steps) {
    return pairs ? text.offsetByCodePoints(end, -steps) : end - steps;
  }
}
