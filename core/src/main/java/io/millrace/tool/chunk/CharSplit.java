package io.millrace.tool.chunk;

import io.millrace.tool.ToolException;
import java.util.List;

/** Cuts ranges of a text, from left to right, between characters; line feeds are left out. */
final class CharSplit {
  private final String text;
  private final SeparatorCursor lineFeeds;
  private final CodePoints points;
  private final Limits limits;
  private final List<String> out;

  CharSplit(String text, CodePoints points, Limits limits, List<String> out) {
    this.text = text;
    this.lineFeeds = new SeparatorCursor(text, "\n");
    this.points = points;
    this.limits = limits;
    this.out = out;
  }

  /**
   * Cuts a piece in which no separator was found at all: chunks are not trimmed, and the overlap is
   * what the chunk gained above size minus overlap (spec/04 §5.1 step 6).
   */
  void whole(int start, int end) {
    if (lineFeeds.next(start, end) < 0) {
      carryOver(start, end);
    } else {
      CharSplit kept = withoutLineFeeds(start, end);
      kept.carryOver(0, kept.text.length());
    }
  }

  /** Cuts a part in which separators have run out: every character is a part to merge (step 7). */
  void parts(int start, int end) {
    if (lineFeeds.next(start, end) < 0) {
      slide(start, end);
    } else {
      CharSplit kept = withoutLineFeeds(start, end);
      kept.slide(0, kept.text.length());
    }
  }

  private CharSplit withoutLineFeeds(int start, int end) {
    String kept = text.substring(start, end).replace("\n", "");
    return new CharSplit(kept, new CodePoints(kept), limits, out);
  }

  private void carryOver(int from, int end) {
    int start = from;
    int opening = 0;
    while (true) {
      int length = Math.max(0, Math.max(opening, Math.max(limits.head(), limits.most())));
      int cut = points.forward(start, length, end);
      if (cut >= end) {
        if (start < end) {
          out.add(text.substring(start, end));
        }
        return;
      }
      out.add(text.substring(start, cut));
      int carried = Math.max(0, limits.most() - Math.max(limits.head(), opening));
      start = points.back(cut, carried);
      opening = carried + 1;
    }
  }

  private void slide(int from, int end) {
    if (limits.below() <= 1) {
      everyCharacter(from, end);
      return;
    }
    Windows windows = new Windows(text, out);
    int start = from;
    while (true) {
      int cut = points.forward(start, limits.most(), end);
      windows.add(start, cut);
      if (cut >= end) {
        return;
      }
      if (limits.overlap() < 0) {
        throw new ToolException("The chunk overlap (chunk_overlap_length) must not be negative.");
      }
      start = points.back(cut, Math.min(limits.overlap(), limits.most() - 1));
    }
  }

  private void everyCharacter(int from, int end) {
    int at = from;
    while (at < end) {
      int next = points.forward(at, 1, end);
      out.add(text.substring(at, next));
      at = next;
    }
  }
}
