package io.millrace.benchmarks.fake;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.Segment;
import io.millrace.knowledge.SegmentEdit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store for writing alone: keeps all segments in memory, or only counts them. It knows the
 * documents under way and forgets those that are done.
 */
public final class SinkStore implements KnowledgeStore {
  private final boolean keeps;
  private final Map<String, KnowledgeBase> bases = new ConcurrentHashMap<>();
  private final Map<String, Document> underWay = new ConcurrentHashMap<>();
  private final Queue<NewVersion> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger positions = new AtomicInteger();
  private final AtomicLong segments = new AtomicLong();

  public SinkStore(boolean keeps) {
    this.keeps = keeps;
  }

  /** Returns how many segments were committed. */
  public long segmentCount() {
    return segments.get();
  }

  @Override
  public void create(KnowledgeBase knowledgeBase) {
    bases.put(knowledgeBase.id(), knowledgeBase);
  }

  @Override
  public void update(KnowledgeBase knowledgeBase) {
    bases.put(knowledgeBase.id(), knowledgeBase);
  }

  @Override
  public boolean delete(String knowledgeBaseId) {
    return bases.remove(knowledgeBaseId) != null;
  }

  @Override
  public Optional<KnowledgeBase> find(String knowledgeBaseId) {
    return Optional.ofNullable(bases.get(knowledgeBaseId));
  }

  @Override
  public Optional<KnowledgeBase> findByName(String name) {
    return bases.values().stream().filter(base -> base.name().equals(name)).findAny();
  }

  @Override
  public List<KnowledgeBase> list() {
    return List.copyOf(bases.values());
  }

  @Override
  public List<Document> register(String knowledgeBaseId, List<DocumentRegistration> registrations) {
    return registrations.stream().map(one -> register(knowledgeBaseId, one)).toList();
  }

  private Document register(String knowledgeBaseId, DocumentRegistration registration) {
    int position = positions.incrementAndGet();
    Document document =
        Document.registered(
            Integer.toString(position), knowledgeBaseId, position, registration, Instant.EPOCH);
    underWay.put(document.id(), document);
    return document;
  }

  @Override
  public Optional<Document> document(String knowledgeBaseId, String documentId) {
    return Optional.ofNullable(underWay.get(documentId));
  }

  @Override
  public Document commit(String knowledgeBaseId, NewVersion version) {
    Document before = underWay.remove(version.documentId());
    if (before == null) {
      throw new IllegalStateException("Not registered: " + version.documentId());
    }
    segments.addAndGet(version.segments().size());
    if (keeps) {
      kept.add(version);
    }
    return before.completed(version, Instant.EPOCH);
  }

  @Override
  public Document fail(String knowledgeBaseId, String documentId, String error) {
    throw new IllegalStateException("Document " + documentId + " failed: " + error);
  }

  @Override
  public Document setState(
      String knowledgeBaseId, String documentId, boolean enabled, boolean archived) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean deleteDocument(String knowledgeBaseId, String documentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Document> documents(String knowledgeBaseId, PageRequest request) {
    return new Page<>(ImmutableList.of(), 0);
  }

  @Override
  public Page<Segment> segments(String knowledgeBaseId, String documentId, PageRequest request) {
    return new Page<>(ImmutableList.of(), 0);
  }

  @Override
  public Page<ChildChunk> childChunks(
      String knowledgeBaseId, String segmentId, PageRequest request) {
    return new Page<>(ImmutableList.of(), 0);
  }

  @Override
  public List<Hit> nearest(SearchScope scope, float[] vector, int limit) {
    return List.of();
  }

  @Override
  public List<Hit> matching(SearchScope scope, String query, int limit) {
    return List.of();
  }

  @Override
  public List<Hit> carrying(SearchScope scope, Set<String> keywords, int limit) {
    return List.of();
  }

  @Override
  public void countHits(String knowledgeBaseId, List<String> segmentIds) {}

  @Override
  public List<String> keywords(String text, int limit) {
    return List.of();
  }

  @Override
  public Document edit(String knowledgeBaseId, String documentId, DocumentEdit edit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Document editSegments(String knowledgeBaseId, String documentId, List<SegmentEdit> edits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Segment> segment(String knowledgeBaseId, String segmentId) {
    return Optional.empty();
  }

  @Override
  public Optional<ChildChunk> childChunk(String knowledgeBaseId, String childChunkId) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
