package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * A segment that a search found.
 *
 * @param segment what was found, or the parent of what was found
 * @param document where it belongs
 * @param children the child chunks that were found, best first; empty unless hierarchical
 * @param score the segment's score, or the best of its children's; 0 for a keyword search
 * @param summary the segment's summary, where that was found; else {@code null}
 * @since 0.1
 */
public record RetrievedRecord(
    Segment segment,
    Document document,
    ImmutableList<ScoredChild> children,
    double score,
    @Nullable String summary) {
  public RetrievedRecord {
    requireNonNull(segment, "segment");
    requireNonNull(document, "document");
    requireNonNull(children, "children");
  }

  /**
   * A child chunk that was found.
   *
   * @param chunk the child
   * @param score its own score
   */
  public record ScoredChild(ChildChunk chunk, double score) {
    public ScoredChild {
      requireNonNull(chunk, "chunk");
    }
  }
}
