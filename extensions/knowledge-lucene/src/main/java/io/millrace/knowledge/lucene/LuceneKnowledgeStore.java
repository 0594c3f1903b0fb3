package io.millrace.knowledge.lucene;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store in one directory: the catalog of knowledge bases, and an index for each. */
final class LuceneKnowledgeStore implements KnowledgeStore {
  private final OpenIndexes indexes;

  private LuceneKnowledgeStore(OpenIndexes indexes) {
    this.indexes = indexes;
  }

  static LuceneKnowledgeStore open(Path directory) {
    return new LuceneKnowledgeStore(OpenIndexes.open(directory));
  }

  @Override
  public void create(KnowledgeBase knowledgeBase) {
    indexes.change(catalog -> catalog.create(knowledgeBase));
  }

  @Override
  public void update(KnowledgeBase knowledgeBase) {
    indexes.change(catalog -> catalog.update(knowledgeBase));
  }

  @Override
  public boolean delete(String knowledgeBaseId) {
    return indexes.delete(knowledgeBaseId);
  }

  @Override
  public Optional<KnowledgeBase> find(String knowledgeBaseId) {
    return indexes.catalog().find(knowledgeBaseId);
  }

  @Override
  public Optional<KnowledgeBase> findByName(String name) {
    return indexes.catalog().findByName(name);
  }

  @Override
  public List<KnowledgeBase> list() {
    return indexes.catalog().list();
  }

  @Override
  public List<Document> register(String knowledgeBaseId, List<DocumentRegistration> registrations) {
    return indexes.documents(knowledgeBaseId).register(knowledgeBaseId, registrations);
  }

  @Override
  public Optional<Document> document(String knowledgeBaseId, String documentId) {
    return find(knowledgeBaseId)
        .flatMap(base -> indexes.index(base.id()).read(snapshot -> snapshot.document(documentId)));
  }

  @Override
  public Page<Document> documents(String knowledgeBaseId, PageRequest request) {
    KnowledgeIndex index = indexes.index(knowledgeBaseId);
    return index.read(snapshot -> new Listings(snapshot).documents(index.positions(), request));
  }

  @Override
  public Document commit(String knowledgeBaseId, NewVersion version) {
    return indexes.documents(knowledgeBaseId).commit(indexes.base(knowledgeBaseId), version);
  }

  @Override
  public Document fail(String knowledgeBaseId, String documentId, String error) {
    return indexes
        .documents(knowledgeBaseId)
        .change(documentId, document -> document.failed(error));
  }

  @Override
  public Document setState(
      String knowledgeBaseId, String documentId, boolean enabled, boolean archived) {
    return indexes
        .documents(knowledgeBaseId)
        .change(documentId, document -> document.switched(enabled, archived));
  }

  @Override
  public Document edit(String knowledgeBaseId, String documentId, DocumentEdit edit) {
    return indexes.documents(knowledgeBaseId).change(documentId, document -> document.edited(edit));
  }

  @Override
  public Document editSegments(String knowledgeBaseId, String documentId, List<SegmentEdit> edits) {
    return indexes
        .documents(knowledgeBaseId)
        .edit(indexes.base(knowledgeBaseId), documentId, edits);
  }

  @Override
  public Optional<Segment> segment(String knowledgeBaseId, String segmentId) {
    return indexes.index(knowledgeBaseId).read(snapshot -> snapshot.segment(segmentId));
  }

  @Override
  public Optional<ChildChunk> childChunk(String knowledgeBaseId, String childChunkId) {
    return indexes.index(knowledgeBaseId).read(snapshot -> snapshot.child(childChunkId));
  }

  @Override
  public boolean deleteDocument(String knowledgeBaseId, String documentId) {
    return find(knowledgeBaseId).isPresent()
        && indexes.documents(knowledgeBaseId).delete(documentId);
  }

  @Override
  public Page<Segment> segments(String knowledgeBaseId, String documentId, PageRequest request) {
    return indexes
        .index(knowledgeBaseId)
        .read(snapshot -> new Listings(snapshot).segments(documentId, request));
  }

  @Override
  public Page<ChildChunk> childChunks(
      String knowledgeBaseId, String segmentId, PageRequest request) {
    return indexes
        .index(knowledgeBaseId)
        .read(snapshot -> new Listings(snapshot).children(segmentId, request));
  }

  @Override
  public List<Hit> nearest(SearchScope scope, float[] vector, int limit) {
    return search(scope.knowledgeBaseId(), searches -> searches.nearest(scope, vector, limit));
  }

  @Override
  public List<Hit> matching(SearchScope scope, String query, int limit) {
    return search(scope.knowledgeBaseId(), searches -> searches.matching(scope, query, limit));
  }

  @Override
  public List<Hit> carrying(SearchScope scope, Set<String> keywords, int limit) {
    return search(scope.knowledgeBaseId(), searches -> searches.carrying(scope, keywords, limit));
  }

  @Override
  public Map<String, Double> similarities(String knowledgeBaseId, float[] vector, Set<String> ids) {
    return search(knowledgeBaseId, searches -> searches.similarities(vector, ids));
  }

  private interface Search<T> {
    T in(Searches searches) throws java.io.IOException;
  }

  private <T> T search(String knowledgeBaseId, Search<T> search) {
    KnowledgeBase base = indexes.base(knowledgeBaseId);
    KnowledgeIndex index = indexes.index(knowledgeBaseId);
    return index.read(
        snapshot -> search.in(new Searches(snapshot, base, index.filters(), index.searching())));
  }

  @Override
  public void countHits(String knowledgeBaseId, List<String> segmentIds) {
    indexes.index(knowledgeBaseId).countHits(segmentIds);
  }

  @Override
  public List<String> keywords(String text, int limit) {
    if (limit < 0) {
      throw new KnowledgeException("limit must be 0 or more, but was " + limit);
    }
    return Keywords.of(text, limit);
  }

  @Override
  public void close() {
    indexes.close();
  }
}
