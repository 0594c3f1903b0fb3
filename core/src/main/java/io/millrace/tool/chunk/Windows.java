package io.millrace.tool.chunk;

import java.util.List;

/**
 * Makes trimmed chunks of windows that move to the right over one text; blank windows make none.
 *
 * <p>Where solid text begins and ends is remembered from window to window, because windows overlap:
 * looking for it in every one would be quadratic on long runs of blanks.
 */
final class Windows {
  private final String text;
  private final List<String> out;
  private int front;
  private int back;
  private int seen;

  Windows(String text, List<String> out) {
    this.text = text;
    this.out = out;
  }

  /** Adds the chunk of a window that neither begins nor ends before the last one did. */
  void add(int start, int end) {
    int from = Math.max(seen, start);
    int solid = Blanks.skipBack(text, from, end);
    if (solid > from) {
      back = solid;
    }
    seen = end;
    front = Math.max(front, start);
    if (back > start) {
      front = Blanks.skip(text, front, back);
      out.add(text.substring(front, back));
    }
  }
}
