package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One thing a search channel found.
 *
 * @param segment the segment, or the parent of the child that was found
 * @param document its document
 * @param child the child chunk that was found, or {@code null} for the segment itself
 * @param ofSummary whether the segment's summary was found, in place of its content
 * @param score the channel's own score: cosine similarity, BM25, or the number of keywords
 * @since 0.1
 */
public record Hit(
    Segment segment,
    Document document,
    @Nullable ChildChunk child,
    boolean ofSummary,
    double score) {
  private static final String SUMMARY_SUFFIX = "-summary";

  public Hit {
    requireNonNull(segment, "segment");
    requireNonNull(document, "document");
  }

  /** A hit on a segment's content, or on a child chunk of it. */
  public Hit(Segment segment, Document document, @Nullable ChildChunk child, double score) {
    this(segment, document, child, false, score);
  }

  /** Returns what the summary of the segment with that id is known by. */
  public static String summaryId(String segmentId) {
    return segmentId + SUMMARY_SUFFIX;
  }

  /** Returns the id of what was found: of the child chunk, the summary or the segment. */
  public String id() {
    if (child != null) {
      return child.id();
    }
    return ofSummary ? summaryId(segment.id()) : segment.id();
  }

  /** Returns the text that was found. */
  public String text() {
    if (child != null) {
      return child.content();
    }
    String summary = segment.summary();
    return ofSummary && summary != null ? summary : segment.content();
  }
}
