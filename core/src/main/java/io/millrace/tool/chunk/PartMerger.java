package io.millrace.tool.chunk;

import io.millrace.tool.ToolException;
import java.util.Arrays;
import java.util.List;

/**
 * Joins short parts of a text, in order, to chunks that are as long as the limits allow, trimmed;
 * the end of one chunk opens the next (spec/04 §5.1 step 7).
 *
 * <p>Parts are ranges of the text, copied only when a chunk is made. Where the solid text of the
 * window begins and ends is remembered while it moves, because looking for it in every window would
 * be quadratic on long runs of blanks.
 */
final class PartMerger {
  private static final int[] EMPTY = {};
  private static final int FEWEST = 16;

  private final String text;
  private final Limits limits;
  private final List<String> out;

  private int[] starts = EMPTY;
  private int[] ends = EMPTY;
  private int[] lengths = EMPTY;

  /** How many places without text are between the first part ever and this one. */
  private int[] gaps = EMPTY;

  private int head;
  private int tail;
  private int total;

  /** The first part that may have solid text, and where in the text; parts before it are blank. */
  private int frontPart;

  private int front;

  /** The last part with solid text and one past its last solid character; -1 without one. */
  private int backPart = -1;

  private int back;
  private char[] joined = new char[0];

  PartMerger(String text, Limits limits, List<String> out) {
    this.text = text;
    this.limits = limits;
    this.out = out;
  }

  /** Adds a part that is not empty, of {@code length} code points. */
  void add(int start, int end, int length) {
    if (total + length > limits.most() && head < tail) {
      emit();
      dropUntilFits(length);
    }
    if (tail == starts.length) {
      makeRoom();
    }
    starts[tail] = start;
    ends[tail] = end;
    lengths[tail] = length;
    gaps[tail] = tail > 0 ? gaps[tail - 1] + (ends[tail - 1] == start ? 0 : 1) : 0;
    int solid = Blanks.skipBack(text, start, end);
    if (solid > start) {
      backPart = tail;
      back = solid;
    }
    tail++;
    total += length;
  }

  /** Makes a chunk of what is left, and forgets it. */
  void flush() {
    if (head < tail) {
      emit();
    }
    head = 0;
    tail = 0;
    total = 0;
    frontPart = 0;
    front = 0;
    backPart = -1;
  }

  private void dropUntilFits(int next) {
    if (limits.overlap() < 0) {
      throw new ToolException("The chunk overlap (chunk_overlap_length) must not be negative.");
    }
    while (total > limits.overlap() || (total + next > limits.most() && total > 0)) {
      total -= lengths[head++];
    }
  }

  private void emit() {
    if (backPart < head) {
      return;
    }
    findFront();
    if (gaps[frontPart] == gaps[backPart]) {
      out.add(text.substring(front, back));
    } else {
      out.add(join());
    }
  }

  private void findFront() {
    if (frontPart < head) {
      frontPart = head;
      front = starts[head];
    } else if (front < starts[frontPart]) {
      front = starts[frontPart];
    }
    front = Blanks.skip(text, front, ends[frontPart]);
    while (front == ends[frontPart]) {
      frontPart++;
      front = Blanks.skip(text, starts[frontPart], ends[frontPart]);
    }
  }

  private String join() {
    int length = 0;
    int from = front;
    for (int part = frontPart; part <= backPart; part++) {
      int to = part == backPart ? back : ends[part];
      if (part < backPart && starts[part + 1] == to) {
        continue;
      }
      if (joined.length < length + to - from) {
        joined = Arrays.copyOf(joined, Math.max(joined.length * 2, length + to - from));
      }
      text.getChars(from, to, joined, length);
      length += to - from;
      if (part < backPart) {
        from = starts[part + 1];
      }
    }
    return new String(joined, 0, length);
  }

  private void makeRoom() {
    if (head > tail / 2) {
      starts = moveDown(starts, starts.length);
      ends = moveDown(ends, ends.length);
      lengths = moveDown(lengths, lengths.length);
      gaps = moveDown(gaps, gaps.length);
      frontPart = Math.max(0, frontPart - head);
      backPart -= head;
      if (frontPart == 0) {
        front = Math.max(front, starts[0]);
      }
      tail -= head;
      head = 0;
    } else {
      int size = Math.max(FEWEST, tail * 2);
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
      lengths = Arrays.copyOf(lengths, size);
      gaps = Arrays.copyOf(gaps, size);
    }
  }

  private int[] moveDown(int[] array, int size) {
    System.arraycopy(array, head, array, 0, size - head);
    return array;
  }
}
