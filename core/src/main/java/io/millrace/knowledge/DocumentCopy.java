package io.millrace.knowledge;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document in the making from another; what is not set stays. */
final class DocumentCopy {
  private final Document before;
  DocumentSource source;
  String batch;
  String name;
  DocumentStatus status;
  @Nullable String error;
  boolean enabled;
  boolean archived;
  long wordCount;
  long tokens;
  int segmentCount;
  @Nullable Instant completedAt;
  @Nullable Duration indexingLatency;
  Map<String, Object> metadata;

  DocumentCopy(Document before) {
    this.before = before;
    source = before.source();
    batch = before.batch();
    name = before.name();
    status = before.status();
    error = before.error();
    enabled = before.enabled();
    archived = before.archived();
    wordCount = before.wordCount();
    tokens = before.tokens();
    segmentCount = before.segmentCount();
    completedAt = before.completedAt();
    indexingLatency = before.indexingLatency();
    metadata = before.metadata();
  }

  Document make() {
    return new Document(
        before.id(),
        before.knowledgeBaseId(),
        before.position(),
        source,
        batch,
        name,
        status,
        error,
        enabled,
        archived,
        wordCount,
        tokens,
        segmentCount,
        before.createdAt(),
        completedAt,
        indexingLatency,
        metadata);
  }
}
