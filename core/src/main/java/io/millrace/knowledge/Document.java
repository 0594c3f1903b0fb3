package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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
 * @param status {@code waiting} from each registration until that version is searchable or failed
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

  /**
   * Returns a document as it is when first registered: waiting, enabled, without segments.
   *
   * @param position its number in the knowledge base, from 1
   */
  public static Document registered(
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

  /** Returns whether a version of it can be found, whatever became of later ones. */
  public boolean isSearchable() {
    return completedAt != null;
  }

  /**
   * Returns it registered once more: it waits for its new version, and what can be found of it
   * stays so meanwhile. Given metadata is added to what it has.
   */
  public Document registeredAgain(DocumentRegistration registration) {
    DocumentCopy copy = new DocumentCopy(this);
    copy.source = registration.source();
    copy.batch = registration.batch();
    copy.name = registration.name();
    copy.status = DocumentStatus.WAITING;
    copy.error = null;
    copy.metadata = merged(metadata, registration.metadata());
    return copy.make();
  }

  private static Map<String, Object> merged(Map<String, Object> before, Map<String, Object> given) {
    if (given.isEmpty()) {
      return before;
    }
    Map<String, Object> merged = new LinkedHashMap<>(before);
    merged.putAll(given);
    return merged;
  }

  /** Returns it with a version that was made searchable at {@code now}. */
  public Document completed(NewVersion version, Instant now) {
    DocumentCopy copy = new DocumentCopy(this);
    copy.status = DocumentStatus.COMPLETED;
    copy.error = null;
    copy.wordCount =
        version.segments().stream()
            .map(NewVersion.NewSegment::content)
            .mapToLong(content -> content.codePointCount(0, content.length()))
            .sum();
    copy.tokens = version.segments().stream().mapToLong(NewVersion.NewSegment::tokens).sum();
    copy.segmentCount = version.segments().size();
    copy.completedAt = now;
    copy.indexingLatency = version.latency();
    return copy.make();
  }

  /** Returns it with the counts of segments that were changed one by one. */
  public Document counted(long words, long tokenSum, int segments) {
    DocumentCopy copy = new DocumentCopy(this);
    copy.wordCount = words;
    copy.tokens = tokenSum;
    copy.segmentCount = segments;
    return copy.make();
  }

  /** Returns it with another title or other metadata. */
  public Document edited(DocumentEdit edit) {
    DocumentCopy copy = new DocumentCopy(this);
    copy.name = edit.name() == null ? name : edit.name();
    copy.metadata = edit.metadata() == null ? metadata : edit.metadata();
    return copy.make();
  }

  /** Returns it with an error; it stays completed if it {@link #isSearchable()}. */
  public Document failed(String problem) {
    DocumentCopy copy = new DocumentCopy(this);
    copy.status = isSearchable() ? DocumentStatus.COMPLETED : DocumentStatus.ERROR;
    copy.error = problem;
    return copy.make();
  }

  /** Returns it switched on or off, archived or not. */
  public Document switched(boolean on, boolean away) {
    DocumentCopy copy = new DocumentCopy(this);
    copy.enabled = on;
    copy.archived = away;
    return copy.make();
  }
}
