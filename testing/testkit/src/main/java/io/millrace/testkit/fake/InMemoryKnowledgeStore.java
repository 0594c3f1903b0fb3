package io.millrace.testkit.fake;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.Segment;
import io.millrace.knowledge.SegmentEdit;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A knowledge store in memory, for tests: exact rather than fast, gone when the program ends.
 * Scores full text by the share of a question's words that a text has; keywords are all words but
 * the commonest English ones.
 *
 * @since 0.1
 */
public final class InMemoryKnowledgeStore implements KnowledgeStore {
  private static final ImmutableSet<String> STOP_WORDS =
      ImmutableSet.of(
          "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "if", "in", "into",
          "is", "it", "no", "not", "of", "on", "or", "so", "that", "the", "their", "then", "there",
          "these", "they", "this", "to", "was", "were", "will", "with");

  private final Map<String, StoredBase> bases = new LinkedHashMap<>();
  private final Clock clock;
  private final Supplier<String> ids;

  /** Makes an empty store with the system's clock and counting ids. */
  public InMemoryKnowledgeStore() {
    this(Clock.systemUTC(), new CountingIds());
  }

  /** Makes an empty store. */
  public InMemoryKnowledgeStore(Clock clock, Supplier<String> ids) {
    this.clock = requireNonNull(clock, "clock");
    this.ids = requireNonNull(ids, "ids");
  }

  @Override
  public synchronized void create(KnowledgeBase knowledgeBase) {
    if (bases.containsKey(knowledgeBase.id())) {
      throw new KnowledgeException("Knowledge base '%s' exists".formatted(knowledgeBase.id()));
    }
    requireFreeName(knowledgeBase);
    bases.put(knowledgeBase.id(), new StoredBase(knowledgeBase, clock, ids));
  }

  @Override
  public synchronized void update(KnowledgeBase knowledgeBase) {
    requireFreeName(knowledgeBase);
    base(knowledgeBase.id()).update(knowledgeBase);
  }

  private void requireFreeName(KnowledgeBase wanted) {
    findByName(wanted.name())
        .filter(other -> !other.id().equals(wanted.id()))
        .ifPresent(
            other -> {
              throw new KnowledgeException(
                  "The name '%s' is taken by knowledge base %s"
                      .formatted(wanted.name(), other.id()));
            });
  }

  @Override
  public synchronized boolean delete(String knowledgeBaseId) {
    return bases.remove(knowledgeBaseId) != null;
  }

  @Override
  public synchronized Optional<KnowledgeBase> find(String knowledgeBaseId) {
    return Optional.ofNullable(bases.get(knowledgeBaseId)).map(StoredBase::settings);
  }

  @Override
  public synchronized Optional<KnowledgeBase> findByName(String name) {
    return list().stream().filter(base -> base.name().equals(name)).findFirst();
  }

  @Override
  public synchronized List<KnowledgeBase> list() {
    return bases.values().stream().map(StoredBase::settings).toList();
  }

  @Override
  public synchronized List<Document> register(
      String knowledgeBaseId, List<DocumentRegistration> registrations) {
    StoredBase base = base(knowledgeBaseId);
    return registrations.stream().map(base::register).toList();
  }

  @Override
  public synchronized Optional<Document> document(String knowledgeBaseId, String documentId) {
    return Optional.ofNullable(bases.get(knowledgeBaseId)).flatMap(base -> base.find(documentId));
  }

  @Override
  public synchronized Page<Document> documents(String knowledgeBaseId, PageRequest request) {
    return Pages.of(
        Pages.inOrder(base(knowledgeBaseId).documents(), request), request, Pages::wanted);
  }

  @Override
  public synchronized Document commit(String knowledgeBaseId, NewVersion version) {
    return base(knowledgeBaseId).commit(version);
  }

  @Override
  public synchronized Document fail(String knowledgeBaseId, String documentId, String error) {
    return base(knowledgeBaseId).fail(documentId, error);
  }

  @Override
  public synchronized Document setState(
      String knowledgeBaseId, String documentId, boolean enabled, boolean archived) {
    return base(knowledgeBaseId).setState(documentId, enabled, archived);
  }

  @Override
  public synchronized Document edit(String knowledgeBaseId, String documentId, DocumentEdit edit) {
    return base(knowledgeBaseId).edit(documentId, edit);
  }

  @Override
  public synchronized Document editSegments(
      String knowledgeBaseId, String documentId, List<SegmentEdit> edits) {
    return base(knowledgeBaseId).editSegments(documentId, edits);
  }

  @Override
  public synchronized Optional<Segment> segment(String knowledgeBaseId, String segmentId) {
    return base(knowledgeBaseId).segment(segmentId);
  }

  @Override
  public synchronized Optional<ChildChunk> childChunk(String knowledgeBaseId, String childChunkId) {
    return base(knowledgeBaseId).child(childChunkId);
  }

  @Override
  public synchronized boolean deleteDocument(String knowledgeBaseId, String documentId) {
    return base(knowledgeBaseId).remove(documentId);
  }

  @Override
  public synchronized Page<Segment> segments(
      String knowledgeBaseId, String documentId, PageRequest request) {
    return Pages.of(base(knowledgeBaseId).segments(documentId), request, Pages::wanted);
  }

  @Override
  public synchronized Page<ChildChunk> childChunks(
      String knowledgeBaseId, String segmentId, PageRequest request) {
    return Pages.of(base(knowledgeBaseId).children(segmentId), request, Pages::wanted);
  }

  @Override
  public synchronized List<Hit> nearest(SearchScope scope, float[] vector, int limit) {
    return base(scope.knowledgeBaseId()).nearest(scope, vector, limit);
  }

  @Override
  public synchronized Map<String, Double> similarities(
      String knowledgeBaseId, float[] vector, Set<String> wanted) {
    return base(knowledgeBaseId).similarities(vector, wanted);
  }

  @Override
  public synchronized List<Hit> matching(SearchScope scope, String query, int limit) {
    return base(scope.knowledgeBaseId()).matching(scope, Words.of(query), limit);
  }

  @Override
  public synchronized List<Hit> carrying(SearchScope scope, Set<String> keywords, int limit) {
    return base(scope.knowledgeBaseId()).carrying(scope, keywords, limit);
  }

  @Override
  public synchronized void countHits(String knowledgeBaseId, List<String> segmentIds) {
    base(knowledgeBaseId).countHits(segmentIds);
  }

  @Override
  public List<String> keywords(String text, int limit) {
    Map<String, Long> counts =
        Words.of(text).stream()
            .filter(word -> !STOP_WORDS.contains(word))
            .collect(
                Collectors.groupingBy(word -> word, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .limit(limit == 0 ? Long.MAX_VALUE : limit)
        .toList();
  }

  private StoredBase base(String id) {
    StoredBase base = bases.get(id);
    if (base == null) {
      throw new KnowledgeException(
          "No knowledge base '%s'. There are: %s".formatted(id, bases.keySet()));
    }
    return base;
  }

  @Override
  public void close() {}
}
