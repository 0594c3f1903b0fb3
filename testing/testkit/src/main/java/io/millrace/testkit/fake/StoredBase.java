package io.millrace.testkit.fake;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Sets;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.Segment;
import io.millrace.knowledge.SegmentEdit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One knowledge base in memory. Not thread-safe. */
final class StoredBase {
  private static final CharMatcher DIGIT = CharMatcher.forPredicate(Character::isDigit);

  private final Map<String, Document> documents = new LinkedHashMap<>();
  private final Map<String, List<StoredSegment>> segments = new LinkedHashMap<>();
  private final Clock clock;
  private final Supplier<String> ids;
  private KnowledgeBase settings;
  private int lastPosition;

  StoredBase(KnowledgeBase settings, Clock clock, Supplier<String> ids) {
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  KnowledgeBase settings() {
    return settings;
  }

  void update(KnowledgeBase changed) {
    settings = changed;
  }

  Document register(DocumentRegistration registration) {
    Document before =
        documents.values().stream()
            .filter(d -> d.source().identity().equals(registration.source().identity()))
            .findFirst()
            .orElse(null);
    return put(
        before == null
            ? Document.registered(
                ids.get(), settings.id(), ++lastPosition, registration, clock.instant())
            : before.registeredAgain(registration));
  }

  Optional<Document> find(String id) {
    return Optional.ofNullable(documents.get(id));
  }

  List<Document> documents() {
    return documents.values().stream().sorted(Comparator.comparing(Document::position)).toList();
  }

  Document commit(NewVersion version) {
    Document document = document(version.documentId());
    version.segments().forEach(this::requireDimensions);
    Instant now = clock.instant();
    List<StoredSegment> stored = new ArrayList<>();
    for (NewVersion.NewSegment segment : version.segments()) {
      stored.add(StoredSegment.of(document.id(), stored.size() + 1, segment, now, ids));
    }
    segments.put(document.id(), stored);
    return put(document.completed(version, now));
  }

  private void requireDimensions(NewVersion.NewSegment segment) {
    requireDimension(segment.vector());
    NewVersion.NewSummary summary = segment.summary();
    if (summary != null) {
      requireDimension(summary.vector());
    }
    segment.children().forEach(child -> requireDimension(child.vector()));
  }

  private void requireDimension(float @Nullable [] vector) {
    KnowledgeBase.VectorModel model = settings.vectorModel();
    if (model != null && vector != null && vector.length != model.dimension()) {
      throw new KnowledgeException(
          "A vector's length is not the %d of the knowledge base's model %s"
              .formatted(model.dimension(), model.id()));
    }
  }

  private void requireDimensions(SegmentEdit edit) {
    if (edit instanceof SegmentEdit.Add add) {
      requireDimensions(add.segment());
    } else if (edit instanceof SegmentEdit.Replace replace) {
      requireDimensions(replace.segment());
    } else if (edit instanceof SegmentEdit.AddChild add) {
      requireDimension(add.child().vector());
    } else if (edit instanceof SegmentEdit.ReplaceChild replace) {
      requireDimension(replace.child().vector());
    }
  }

  Document edit(String id, DocumentEdit edit) {
    return put(document(id).edited(edit));
  }

  Document editSegments(String id, List<SegmentEdit> edits) {
    Document document = document(id);
    edits.forEach(this::requireDimensions);
    SegmentEdits changes =
        new SegmentEdits(id, segments.getOrDefault(id, List.of()), clock.instant(), ids);
    edits.forEach(changes::apply);
    segments.put(id, changes.segments());
    List<StoredSegment> changed = changes.segments();
    return put(
        document.counted(
            changed.stream().mapToLong(s -> s.segment().wordCount()).sum(),
            changed.stream().mapToLong(s -> s.segment().tokens()).sum(),
            changed.size()));
  }

  Optional<Segment> segment(String id) {
    return all().map(StoredSegment::segment).filter(s -> s.id().equals(id)).findFirst();
  }

  Optional<ChildChunk> child(String id) {
    return all()
        .flatMap(s -> s.children().stream())
        .map(StoredSegment.StoredChild::chunk)
        .filter(chunk -> chunk.id().equals(id))
        .findFirst();
  }

  Document fail(String id, String error) {
    return put(document(id).failed(error));
  }

  Document setState(String id, boolean enabled, boolean archived) {
    return put(document(id).switched(enabled, archived));
  }

  boolean remove(String id) {
    segments.remove(id);
    return documents.remove(id) != null;
  }

  List<Segment> segments(String documentId) {
    return segments.getOrDefault(documentId, List.of()).stream()
        .map(StoredSegment::segment)
        .toList();
  }

  List<ChildChunk> children(String segmentId) {
    return all().filter(s -> s.segment().id().equals(segmentId)).findFirst().stream()
        .flatMap(s -> s.children().stream())
        .map(StoredSegment.StoredChild::chunk)
        .toList();
  }

  List<Hit> nearest(SearchScope scope, float[] vector, int limit) {
    return best(
        scope,
        limit,
        s -> cosine(s.vector(), vector),
        s -> cosine(s.summaryVector(), vector),
        c -> cosine(c.vector(), vector));
  }

  Map<String, Double> similarities(float[] vector, Set<String> wanted) {
    Map<String, Double> found = new LinkedHashMap<>();
    all()
        .forEach(
            s -> {
              put(found, wanted, s.segment().id(), cosine(s.vector(), vector));
              put(
                  found,
                  wanted,
                  Hit.summaryId(s.segment().id()),
                  cosine(s.summaryVector(), vector));
              s.children()
                  .forEach(c -> put(found, wanted, c.chunk().id(), cosine(c.vector(), vector)));
            });
    return found;
  }

  private static void put(Map<String, Double> found, Set<String> wanted, String id, double score) {
    if (wanted.contains(id) && !Double.isNaN(score)) {
      found.put(id, score);
    }
  }

  List<Hit> matching(SearchScope scope, Collection<String> words, int limit) {
    return best(
        scope,
        limit,
        s -> share(words, s.segment().content()),
        s -> share(words, s.segment().summary() == null ? "" : s.segment().summary()),
        c -> share(words, c.chunk().content()));
  }

  List<Hit> carrying(SearchScope scope, Set<String> keywords, int limit) {
    Set<String> numbers = Sets.filter(keywords, DIGIT::matchesAnyOf);
    Function<StoredSegment, Double> count =
        s -> {
          Set<String> carried = new HashSet<>(s.segment().keywords());
          carried.retainAll(keywords);
          Words.of(s.segment().content()).stream().filter(numbers::contains).forEach(carried::add);
          return (double) carried.size();
        };
    return sorted(
        live(scope).map(s -> new Hit(s.segment(), document(s), null, count.apply(s))), limit);
  }

  void countHits(List<String> segmentIds) {
    all().filter(s -> segmentIds.contains(s.segment().id())).forEach(StoredSegment::countHit);
  }

  private List<Hit> best(
      SearchScope scope,
      int limit,
      ToDoubleFunction<StoredSegment> ofSegment,
      ToDoubleFunction<StoredSegment> ofSummary,
      ToDoubleFunction<StoredSegment.StoredChild> ofChild) {
    Stream<Hit> hits =
        settings.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL
            ? live(scope)
                .flatMap(
                    s ->
                        s.children().stream()
                            .map(
                                c ->
                                    new Hit(
                                        s.segment(),
                                        document(s),
                                        c.chunk(),
                                        ofChild.applyAsDouble(c))))
            : live(scope)
                .map(s -> new Hit(s.segment(), document(s), null, ofSegment.applyAsDouble(s)));
    Stream<Hit> summaries =
        live(scope)
            .filter(s -> s.segment().summary() != null)
            .map(s -> new Hit(s.segment(), document(s), null, true, ofSummary.applyAsDouble(s)));
    return sorted(Stream.concat(hits, summaries), limit);
  }

  private static List<Hit> sorted(Stream<Hit> hits, int limit) {
    return hits.filter(hit -> hit.score() > 0)
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .limit(limit)
        .toList();
  }

  private Stream<StoredSegment> all() {
    return segments.values().stream().flatMap(List::stream);
  }

  private Stream<StoredSegment> live(SearchScope scope) {
    return all()
        .filter(s -> s.segment().enabled())
        .filter(
            s -> {
              Document document = document(s);
              return document.enabled()
                  && !document.archived()
                  && (scope.filter() == null || scope.filter().matches(document.metadata()));
            });
  }

  private Document document(StoredSegment segment) {
    return document(segment.segment().documentId());
  }

  private Document document(String id) {
    Document document = documents.get(id);
    if (document == null) {
      throw new KnowledgeException("No document '%s' in '%s'".formatted(id, settings.name()));
    }
    return document;
  }

  private Document put(Document document) {
    documents.put(document.id(), document);
    return document;
  }

  /** Returns the cosine of two vectors, NaN where one is missing. */
  private static double cosine(float @Nullable [] stored, float[] asked) {
    if (stored == null) {
      return Double.NaN;
    }
    double product = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < stored.length; i++) {
      product += (double) stored[i] * asked[i];
      left += (double) stored[i] * stored[i];
      right += (double) asked[i] * asked[i];
    }
    return left == 0 || right == 0 ? 0 : product / Math.sqrt(left * right);
  }

  private static double share(Collection<String> words, String text) {
    Set<String> there = Set.copyOf(Words.of(text));
    return words.isEmpty()
        ? 0
        : (double) words.stream().filter(there::contains).count() / words.size();
  }
}
