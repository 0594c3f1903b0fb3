package io.millrace.tool.chunk;

import static java.util.Objects.requireNonNull;

import io.millrace.tool.ToolException;
import java.util.List;

/**
 * Splits text at a fixed delimiter, and pieces that are still too long at paragraphs, sentences,
 * words and at last between characters (spec/04 §5.1). Lengths are Unicode code points.
 *
 * <p>Immutable, and safe for use by many threads. Splitting takes time and memory in proportion to
 * the text and the chunks that come out, for every text.
 *
 * @since 0.1
 */
public final class TextSplitter {
  private final Delimiter delimiter;
  private final Limits limits;
  private final boolean keepFirst;

  private TextSplitter(String delimiter, double size, double overlap, boolean keepFirst) {
    requireNonNull(delimiter, "delimiter");
    if (Double.isNaN(size) || Double.isNaN(overlap)) {
      throw new ToolException("The chunk size and the chunk overlap must be numbers, not nan.");
    }
    this.delimiter = Escapes.decode(delimiter);
    this.limits = Limits.of(size, overlap);
    this.keepFirst = keepFirst;
  }

  /**
   * Returns the splitter of the general chunker: when a piece is too long, the separators it is cut
   * at first are lost.
   *
   * @param delimiter where to cut first; backslash escapes such as {@code \n} are read; empty: no
   *     cut
   * @param size the longest chunk
   * @param overlap how much of a chunk may open the next one, at most {@code size}
   * @throws ToolException if the overlap is larger than the size, or an escape is malformed
   */
  public static TextSplitter general(String delimiter, int size, int overlap) {
    if (overlap > size) {
      throw overlapTooLarge(String.valueOf(overlap), String.valueOf(size));
    }
    return general(delimiter, (double) size, overlap);
  }

  /** As {@link #general(String, int, int)}; the caller has compared overlap and size. */
  static TextSplitter general(String delimiter, double size, double overlap) {
    return new TextSplitter(delimiter, size, overlap, false);
  }

  /**
   * Returns the splitter of the parent-child chunker: without overlap, and separators stay at the
   * end of the part before them.
   *
   * @param delimiter where to cut first; backslash escapes such as {@code \n} are read; empty: no
   *     cut
   * @param size the longest chunk, not negative
   * @throws ToolException if the size is negative, or an escape is malformed
   */
  public static TextSplitter parentChild(String delimiter, int size) {
    if (size < 0) {
      throw overlapTooLarge("0", String.valueOf(size));
    }
    return new TextSplitter(delimiter, size, 0, true);
  }

  /** Returns the chunks of {@code text}, in order; a new list. */
  public List<String> split(String text) {
    return new Split(text, delimiter, limits, keepFirst).run();
  }

  static ToolException overlapTooLarge(String overlap, String size) {
    return new ToolException(
        "Got a larger chunk overlap (%s) than chunk size (%s), should be smaller."
            .formatted(overlap, size));
  }
}
