package io.millrace.tool.chunk;

import io.millrace.tool.ToolException;

/**
 * Does what {@link PartMerger} does for the parts of a range that all end with one separator, in a
 * text without surrogate pairs. Such parts lie side by side and their lengths are distances, so a
 * chunk ends at the last separator that the size reaches, and most separators are never looked at.
 */
final class RangeMerger {
  private final String text;
  private final String separator;
  private final SeparatorCursor cursor;
  private final Limits limits;
  private final Windows windows;

  /** Takes the parts that are not below the size. */
  interface LongParts {
    void split(int start, int end);
  }

  /**
   * Makes a merger.
   *
   * @param separator a text that does not overlap itself
   * @param cursor finds it
   */
  RangeMerger(
      String text, String separator, SeparatorCursor cursor, Limits limits, Windows windows) {
    this.text = text;
    this.separator = separator;
    this.cursor = cursor;
    this.limits = limits;
    this.windows = windows;
  }

  void merge(int from, int to, LongParts longParts) {
    int end = withoutLoneLineFeed(from, to);
    int start = from;
    int reached = from;
    while (reached < end) {
      int next = partEnd(reached, end);
      if (next - reached >= limits.below()) {
        flush(start, reached);
        longParts.split(reached, next);
        start = next;
        reached = next;
        continue;
      }
      if (next - start > limits.most()) {
        windows.add(start, reached);
        start = overlapStart(start, reached, next - reached);
      }
      reached = end - start <= limits.most() ? end : lastEnd(start, next);
    }
    flush(start, reached);
  }

  private void flush(int start, int end) {
    if (start < end) {
      windows.add(start, end);
    }
  }

  private int partEnd(int start, int end) {
    int at = cursor.next(start, end);
    return at < 0 ? end : at + separator.length();
  }

  /** Returns the end of the last part that fits into a chunk from {@code start}. */
  private int lastEnd(int start, int atLeast) {
    int at = text.lastIndexOf(separator, start + limits.most() - separator.length());
    return Math.max(atLeast, at + separator.length());
  }

  /** Returns the start of the first part that may open the next chunk. */
  private int overlapStart(int start, int end, int next) {
    if (limits.overlap() < 0) {
      throw new ToolException("The chunk overlap (chunk_overlap_length) must not be negative.");
    }
    int least = end - Math.min(limits.overlap(), limits.most() - next);
    if (least >= end) {
      return end;
    }
    int at = text.indexOf(separator, Math.max(start, least - separator.length()));
    return at + separator.length();
  }

  private int withoutLoneLineFeed(int start, int end) {
    int before = end - 1 - separator.length();
    boolean lone =
        text.charAt(end - 1) == '\n'
            && (end - 1 == start || (before >= start && text.startsWith(separator, before)));
    return lone ? end - 1 : end;
  }
}
