package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

/**
 * A stored child chunk of a {@code hierarchical_model} segment (spec/06 §1).
 *
 * @param id UUID text
 * @param segmentId its parent
 * @param position its place under the parent, from 1
 * @param content the text
 * @param wordCount characters (code points) of the content
 * @param indexNodeId UUID text, its id in the index
 * @param indexNodeHash lower-case hex SHA-256 (spec/06 §1)
 * @param customized whether it was written by hand, not by a pipeline
 * @since 0.1
 */
public record ChildChunk(
    String id,
    String segmentId,
    int position,
    String content,
    int wordCount,
    String indexNodeId,
    String indexNodeHash,
    boolean customized) {
  public ChildChunk {
    requireNonNull(id, "id");
    requireNonNull(segmentId, "segmentId");
    requireNonNull(content, "content");
    requireNonNull(indexNodeId, "indexNodeId");
    requireNonNull(indexNodeHash, "indexNodeHash");
  }

  /** Makes a child chunk of a pipeline. */
  public ChildChunk(
      String id,
      String segmentId,
      int position,
      String content,
      int wordCount,
      String indexNodeId,
      String indexNodeHash) {
    this(id, segmentId, position, content, wordCount, indexNodeId, indexNodeHash, false);
  }
}
