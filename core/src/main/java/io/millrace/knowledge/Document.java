package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document of a knowledge base (spec/06 §1).
 *
 * @param id UUID text
 * @param knowledgeBaseId where it belongs
 * @param position its place in the knowledge base, from 1
 * @param source where it came from
 * @param batch the run it was last part of
 * @param name the title
 * @param status {@code waiting} until its first version is searchable or failed
 * @param error why the last attempt failed, or {@code null}
 * @param enabled whether it takes part in searches
 * @param archived whether it is kept out of searches for good
 * @param wordCount characters in all its segments
 * @param tokens tokens in all its segments; 0 for economy
 * @param segmentCount how many segments its searchable version has
 * @param createdAt when it was first registered
 * @param completedAt when its searchable version was committed, or {@code null}
 * @param indexingLatency how long that took, or {@code null}
 * @param metadata fields for filters, by name: strings and numbers
 * @since 0.1
 */
public record Document(
    String id,
    String knowledgeBaseId,
    int position,
    DocumentSource source,
    String batch,
    String name,
    DocumentStatus status,
    @Nullable String error,
    boolean enabled,
    boolean archived,
    long wordCount,
    long tokens,
    int segmentCount,
    Instant createdAt,
    @Nullable Instant completedAt,
    @Nullable Duration indexingLatency,
    Map<String, Object> metadata) {

  public Document {
    requireNonNull(id, "id");
    requireNonNull(knowledgeBaseId, "knowledgeBaseId");
    requireNonNull(source, "source");
    requireNonNull(batch, "batch");
    requireNonNull(name, "name");
    requireNonNull(status, "status");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(metadata, "metadata");
  }
}
