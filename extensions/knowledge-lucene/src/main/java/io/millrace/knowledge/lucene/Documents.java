package io.millrace.knowledge.lucene;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Striped;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.SegmentEdit;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the documents of one knowledge base. Each change is one atomic operation of the index
 * writer, so whichever commit takes it takes it whole. Changes of one document follow each other.
 */
final class Documents {
  private static final int STRIPES = 64;

  private final KnowledgeIndex index;
  private final InstantSource clock;
  private final Striped<Lock> documentLocks = Striped.lock(STRIPES);
  private final Lock registering = new ReentrantLock();

  Documents(KnowledgeIndex index, InstantSource clock) {
    this.index = index;
    this.clock = clock;
  }

  List<Document> register(String knowledgeBaseId, List<DocumentRegistration> registrations) {
    if (registrations.isEmpty()) {
      return List.of();
    }
    return index.write(
        () ->
            locked(
                registering,
                () -> {
                  List<String> identities = new ArrayList<>(registrations.size());
                  List<String> known = new ArrayList<>();
                  for (DocumentRegistration registration : registrations) {
                    String identity = DocumentRecords.identity(registration.source());
                    identities.add(identity);
                    String id = index.identities().get(identity);
                    if (id != null) {
                      known.add(id);
                    }
                  }
                  return lockedAll(
                      known, () -> register(knowledgeBaseId, registrations, identities));
                }));
  }

  private List<Document> register(
      String knowledgeBaseId, List<DocumentRegistration> registrations, List<String> identities)
      throws IOException {
    Map<String, Document> changed = new LinkedHashMap<>();
    int next = index.positions().next();
    for (int i = 0; i < registrations.size(); i++) {
      DocumentRegistration registration = plain(registrations.get(i));
      String identity = identities.get(i);
      Document before = changed.get(identity);
      if (before == null) {
        before = present(index.identities().get(identity));
      }
      if (before == null) {
        changed.put(
            identity,
            Document.registered(
                UUID.randomUUID().toString(),
                knowledgeBaseId,
                next++,
                registration,
                clock.instant()));
      } else {
        changed.put(identity, before.registeredAgain(registration));
      }
    }
    replace(changed.values());
    changed.forEach((identity, document) -> index.identities().add(identity, document.id()));
    return identities.stream().map(identity -> requireNonNull(changed.get(identity))).toList();
  }

  /** Returns the registration with its values as they will be read back. */
  private static DocumentRegistration plain(DocumentRegistration registration) {
    DocumentSource source = registration.source();
    return new DocumentRegistration(
        new DocumentSource(source.type(), source.identity(), plain(source.info())),
        registration.name(),
        registration.batch(),
        plain(registration.metadata()));
  }

  private static Map<String, Object> plain(Map<String, Object> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    byte[] json = Json.write(map);
    return Json.read(json, 0, json.length);
  }

  private @Nullable Document present(@Nullable String id) throws IOException {
    return id == null ? null : index.documents().get(id);
  }

  /** Writes document records in one step, leaving segments as they are. */
  private void replace(Iterable<Document> documents) throws IOException {
    List<org.apache.lucene.document.Document> records = new ArrayList<>();
    List<BytesRef> ids = new ArrayList<>();
    for (Document document : documents) {
      records.add(DocumentRecords.write(document));
      ids.add(new BytesRef(document.id()));
    }
    index.writer().updateDocuments(new TermInSetQuery(Fields.ID, ids), records);
    documents.forEach(this::remember);
  }

  private void remember(Document document) {
    index.documents().add(document.id(), document);
    index.positions().set(document.position(), DocumentRecords.isActive(document));
  }

  Document commit(KnowledgeBase base, NewVersion version) {
    Vectors.check(base, version);
    String id = version.documentId();
    return index.write(
        () ->
            lockedAll(
                List.of(id),
                () -> {
                  Document completed = known(id).completed(version, clock.instant());
                  index
                      .writer()
                      .updateDocuments(
                          new Term(Fields.DOCUMENT, id),
                          new VersionRecords(base, completed, version, clock.instant()));
                  remember(completed);
                  return completed;
                }));
  }

  /** Changes some segments: the document's block is written anew, in one operation. */
  Document edit(KnowledgeBase base, String id, List<SegmentEdit> edits) {
    Vectors.check(base, edits);
    return index.write(
        () ->
            lockedAll(
                List.of(id),
                () -> {
                  Document before = known(id);
                  StoredSegments segments =
                      index.readLatest(
                          snapshot ->
                              StoredSegments.read(
                                  new BlockReader(snapshot, base), id, clock.instant()));
                  edits.forEach(segments::apply);
                  Document after = segments.counted(before);
                  index
                      .writer()
                      .updateDocuments(
                          new Term(Fields.DOCUMENT, id),
                          new VersionRecords(base, after, segments.list()));
                  remember(after);
                  return after;
                }));
  }

  /** Changes a document's record alone. */
  Document change(String id, UnaryOperator<Document> change) {
    return index.write(
        () ->
            lockedAll(
                List.of(id),
                () -> {
                  Document changed = change.apply(known(id));
                  index
                      .writer()
                      .updateDocument(new Term(Fields.ID, id), DocumentRecords.write(changed));
                  remember(changed);
                  return changed;
                }));
  }

  boolean delete(String id) {
    Document gone =
        index
            .<Optional<Document>>write(
                () ->
                    lockedAll(
                        List.of(id),
                        () -> {
                          Document document = index.documents().get(id);
                          if (document != null) {
                            index.writer().deleteDocuments(new Term(Fields.DOCUMENT, id));
                            index.documents().delete(id);
                            index.identities().delete(DocumentRecords.identity(document.source()));
                          }
                          return Optional.ofNullable(document);
                        }))
            .orElse(null);
    if (gone != null) {
      index.positions().clear(gone.position());
    }
    return gone != null;
  }

  private Document known(String id) throws IOException {
    Document document = index.documents().get(id);
    if (document == null) {
      throw new KnowledgeException(
          "There is no document with the id " + id + ". Register it first.");
    }
    return document;
  }

  private <T> T lockedAll(List<String> ids, Callable<T> action) throws Exception {
    List<Lock> held = new ArrayList<>();
    try {
      for (Lock lock : documentLocks.bulkGet(ids)) {
        lock.lock();
        held.add(lock);
      }
      return action.call();
    } finally {
      held.forEach(Lock::unlock);
    }
  }

  private static <T> T locked(Lock lock, Callable<T> action) throws Exception {
    lock.lock();
    try {
      return action.call();
    } finally {
      lock.unlock();
    }
  }
}
