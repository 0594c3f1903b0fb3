package io.millrace.testkit.fake;

import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of a document, each made from the one before. */
final class Documents {
  private Documents() {}

  static Document first(
      String id, String base, int position, DocumentRegistration registration, Instant now) {
    return new Document(
        id,
        base,
        position,
        registration.source(),
        registration.batch(),
        registration.name(),
        DocumentStatus.WAITING,
        null,
        true,
        false,
        0,
        0,
        0,
        now,
        null,
        null,
        registration.metadata());
  }

  static Document again(Document before, DocumentRegistration registration) {
    Map<String, Object> metadata = new LinkedHashMap<>(before.metadata());
    metadata.putAll(registration.metadata());
    return new Document(
        before.id(),
        before.knowledgeBaseId(),
        before.position(),
        registration.source(),
        registration.batch(),
        registration.name(),
        before.status(),
        before.error(),
        before.enabled(),
        before.archived(),
        before.wordCount(),
        before.tokens(),
        before.segmentCount(),
        before.createdAt(),
        before.completedAt(),
        before.indexingLatency(),
        metadata);
  }

  static Document completed(
      Document before, List<StoredSegment> segments, Instant now, Duration latency) {
    return new Document(
        before.id(),
        before.knowledgeBaseId(),
        before.position(),
        before.source(),
        before.batch(),
        before.name(),
        DocumentStatus.COMPLETED,
        null,
        before.enabled(),
        before.archived(),
        segments.stream().mapToLong(s -> s.segment().wordCount()).sum(),
        segments.stream().mapToLong(s -> s.segment().tokens()).sum(),
        segments.size(),
        before.createdAt(),
        now,
        latency,
        before.metadata());
  }

  static Document counted(Document before, List<StoredSegment> segments) {
    return new Document(
        before.id(),
        before.knowledgeBaseId(),
        before.position(),
        before.source(),
        before.batch(),
        before.name(),
        before.status(),
        before.error(),
        before.enabled(),
        before.archived(),
        segments.stream().mapToLong(s -> s.segment().wordCount()).sum(),
        segments.stream().mapToLong(s -> s.segment().tokens()).sum(),
        segments.size(),
        before.createdAt(),
        before.completedAt(),
        before.indexingLatency(),
        before.metadata());
  }

  static Document edited(Document before, DocumentEdit edit) {
    String name = edit.name();
    Map<String, Object> metadata = edit.metadata();
    return new Document(
        before.id(),
        before.knowledgeBaseId(),
        before.position(),
        before.source(),
        before.batch(),
        name == null ? before.name() : name,
        before.status(),
        before.error(),
        before.enabled(),
        before.archived(),
        before.wordCount(),
        before.tokens(),
        before.segmentCount(),
        before.createdAt(),
        before.completedAt(),
        before.indexingLatency(),
        metadata == null ? before.metadata() : metadata);
  }

  static Document failed(Document before, String error) {
    DocumentStatus status =
        before.completedAt() == null ? DocumentStatus.ERROR : DocumentStatus.COMPLETED;
    return with(before, status, error, before.enabled(), before.archived());
  }

  static Document withState(Document before, boolean enabled, boolean archived) {
    return with(before, before.status(), before.error(), enabled, archived);
  }

  private static Document with(
      Document before,
      DocumentStatus status,
      @Nullable String error,
      boolean enabled,
      boolean archived) {
    return new Document(
        before.id(),
        before.knowledgeBaseId(),
        before.position(),
        before.source(),
        before.batch(),
        before.name(),
        status,
        error,
        enabled,
        archived,
        before.wordCount(),
        before.tokens(),
        before.segmentCount(),
        before.createdAt(),
        before.completedAt(),
        before.indexingLatency(),
        before.metadata());
  }
}
