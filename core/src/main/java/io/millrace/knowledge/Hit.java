package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One thing a search channel found.
 *
 * @param segment the segment, or the parent of the child that was found
 * @param document its document
 * @param child the child chunk that was found, or {@code null} for the segment itself
 * @param score the channel's own score: cosine similarity, BM25, or the number of keywords
 * @since 0.1
 */
public record Hit(Segment segment, Document document, @Nullable ChildChunk child, double score) {
  public Hit {
    requireNonNull(segment, "segment");
    requireNonNull(document, "document");
  }
}
