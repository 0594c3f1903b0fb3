package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored segment (spec/06 §1).
 *
 * @param id UUID text
 * @param documentId where it belongs
 * @param position its place in the document, from 1
 * @param content the chunk; for {@code qa_model} the question
 * @param answer for {@code qa_model}, else {@code null}
 * @param wordCount characters (code points) of the content
 * @param tokens the embedding model's tokens; 0 for economy
 * @param indexNodeId UUID text, the segment's id in the index
 * @param indexNodeHash lower-case hex SHA-256 (spec/06 §1)
 * @param keywords for economy, else empty
 * @param enabled whether it takes part in searches
 * @param hitCount how often a search returned it
 * @param createdAt when it was committed
 * @param attachments files that belong to it
 * @param summary what a model made of the content, or {@code null}
 * @since 0.1
 */
public record Segment(
    String id,
    String documentId,
    int position,
    String content,
    @Nullable String answer,
    int wordCount,
    int tokens,
    String indexNodeId,
    String indexNodeHash,
    ImmutableList<String> keywords,
    boolean enabled,
    long hitCount,
    Instant createdAt,
    ImmutableList<Attachment> attachments,
    @Nullable String summary) {
  public Segment {
    requireNonNull(id, "id");
    requireNonNull(documentId, "documentId");
    requireNonNull(content, "content");
    requireNonNull(indexNodeId, "indexNodeId");
    requireNonNull(indexNodeHash, "indexNodeHash");
    requireNonNull(keywords, "keywords");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(attachments, "attachments");
  }
}
