package io.millrace.knowledge.lucene;

import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.NewVersion.NewSegment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a document becomes when something happens to it. */
final class DocumentChanges {
  private DocumentChanges() {}

  /** Returns what stands for a document that was deleted. */
  static Document missing() {
    return document(
        "",
        "",
        0,
        new DocumentRegistration(new DocumentSource("", "", Map.of()), "", "", Map.of()),
        Instant.EPOCH);
  }

  static Document created(
      String knowledgeBaseId, int position, DocumentRegistration registration, Instant now) {
    return document(UUID.randomUUID().toString(), knowledgeBaseId, position, registration, now);
  }

  private static Document document(
      String id,
      String knowledgeBaseId,
      int position,
      DocumentRegistration registration,
      Instant now) {
    return new Document(
        id,
        knowledgeBaseId,
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

  /**
   * A document without a searchable version waits again; one with such a version stays completed.
   */
  static Document registeredAgain(Document before, DocumentRegistration registration) {
    return new Document(
        before.id(),
        before.knowledgeBaseId(),
        before.position(),
        registration.source(),
        registration.batch(),
        registration.name(),
        isSearchable(before) ? DocumentStatus.COMPLETED : DocumentStatus.WAITING,
        null,
        before.enabled(),
        before.archived(),
        before.wordCount(),
        before.tokens(),
        before.segmentCount(),
        before.createdAt(),
        before.completedAt(),
        before.indexingLatency(),
        merged(before.metadata(), registration.metadata()));
  }

  private static Map<String, Object> merged(Map<String, Object> before, Map<String, Object> given) {
    if (given.isEmpty()) {
      return before;
    }
    Map<String, Object> merged = new LinkedHashMap<>(before);
    merged.putAll(given);
    return merged;
  }

  static Document completed(Document before, NewVersion version, Instant now) {
    long words = 0;
    long tokens = 0;
    for (NewSegment segment : version.segments()) {
      words += segment.content().codePointCount(0, segment.content().length());
      tokens += segment.tokens();
    }
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
        words,
        tokens,
        version.segments().size(),
        before.createdAt(),
        now,
        version.latency(),
        before.metadata());
  }

  /** Returns the document with the counts of these segments. */
  static Document counted(Document before, List<SegmentRecord> segments) {
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
        segments.stream().mapToLong(segment -> segment.head().wordCount()).sum(),
        segments.stream().mapToLong(segment -> segment.head().tokens()).sum(),
        segments.size(),
        before.createdAt(),
        before.completedAt(),
        before.indexingLatency(),
        before.metadata());
  }

  /** Returns the document with another title or other metadata. */
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
    return with(
        before,
        isSearchable(before) ? DocumentStatus.COMPLETED : DocumentStatus.ERROR,
        error,
        before.enabled(),
        before.archived());
  }

  static Document switched(Document before, boolean enabled, boolean archived) {
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

  private static boolean isSearchable(Document document) {
    return document.completedAt() != null;
  }
}
