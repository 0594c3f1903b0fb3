package io.millrace.knowledge.lucene;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.KnowledgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of one knowledge base: who may use it, how changes become durable, what searches see.
 *
 * <p>After an I/O error it refuses everything: the writer is rolled back to the last commit, which
 * is all that any caller was told is stored, and the store opens the index afresh when next used.
 */
final class KnowledgeIndex {
  private static final Logger log = LoggerFactory.getLogger(KnowledgeIndex.class);

  /** Stands for a document that was deleted. */
  private static final Document MISSING =
      Document.registered(
          "",
          "",
          0,
          new DocumentRegistration(new DocumentSource("", "", Map.of()), "", "", Map.of()),
          Instant.EPOCH);

  /** Reads what one snapshot holds. */
  interface Read<T> {
    T from(Snapshot snapshot) throws IOException;
  }

  private final String id;
  private final Path path;
  private final Directory directory;
  private final IndexWriter writer;
  private final StoreThreads threads;
  private final SearcherManager searchers;
  private final GroupCommit commits;
  private final LiveValues<Document> documents;
  private final LiveValues<String> identities;
  private final Positions positions;
  private final HitCounts hitCounts = new HitCounts();
  private final ReadDocuments read = new ReadDocuments();
  private final ScopeFilters filters;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;
  private volatile @Nullable Throwable failure;
  private volatile ListenableFuture<Boolean> hitsBeingWritten = Futures.immediateFuture(true);

  private KnowledgeIndex(
      String id, Path path, Directory directory, IndexWriter writer, StoreThreads threads)
      throws IOException {
    this.id = id;
    this.path = path;
    this.directory = directory;
    this.writer = writer;
    this.threads = threads;
    searchers = new SearcherManager(writer, null);
    commits = new GroupCommit(threads.executor(), this::commit);
    documents =
        new LiveValues<>(
            searchers, MISSING, (searcher, key) -> snapshot(searcher).document(key).orElse(null));
    identities = new LiveValues<>(searchers, "", this::idOfIdentity);
    IndexSearcher searcher = searchers.acquire();
    try {
      positions = Positions.load(searcher);
    } finally {
      searchers.release(searcher);
    }
    filters = new ScopeFilters(positions);
  }

  /** Opens or creates the index; called on a thread of the store. */
  static KnowledgeIndex open(String id, Path path, StoreThreads threads) throws IOException {
    Directory directory = IndexDirectory.open(path);
    IndexWriter writer = null;
    try {
      writer = IndexWriters.open(directory);
      KnowledgeIndex index = new KnowledgeIndex(id, path, directory, writer, threads);
      IndexWriters.whenMerged(writer, () -> threads.housekeeping().execute(index::showMerged));
      return index;
    } catch (IOException | RuntimeException e) {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
      throw e;
    }
  }

  IndexWriter writer() {
    return writer;
  }

  LiveValues<Document> documents() {
    return documents;
  }

  LiveValues<String> identities() {
    return identities;
  }

  Positions positions() {
    return positions;
  }

  ScopeFilters filters() {
    return filters;
  }

  /** Returns the threads that help a search. */
  Executor searching() {
    return threads.searching();
  }

  /** Returns whether an I/O error ended it, so that it must be opened afresh. */
  boolean hasFailed() {
    return failure != null;
  }

  /** Applies a change and returns when it is durable and searches see it. */
  <T> T write(Callable<T> change) {
    return using(() -> StoreThreads.await(submit(change)));
  }

  private <T> ListenableFuture<T> submit(Callable<T> change) {
    return commits.submit(
        () -> {
          try {
            return change.call();
          } catch (KnowledgeException e) {
            throw e;
          } catch (IOException | RuntimeException | Error e) {
            throw fail(e);
          }
        });
  }

  /** Reads the present snapshot. */
  <T> T read(Read<T> read) {
    return using(
        () -> {
          IndexSearcher searcher = searchers.acquire();
          try {
            return read.from(snapshot(searcher));
          } finally {
            searchers.release(searcher);
          }
        });
  }

  /** Reads, from within a change, what all changes so far have left. */
  <T> T readLatest(Read<T> read) throws IOException {
    searchers.maybeRefreshBlocking();
    IndexSearcher searcher = searchers.acquire();
    try {
      return read.from(snapshot(searcher));
    } finally {
      searchers.release(searcher);
    }
  }

  private Snapshot snapshot(IndexSearcher searcher) throws IOException {
    return new Snapshot(id, searcher, hitCounts, read);
  }

  private <T> T using(Callable<T> action) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new KnowledgeException("Knowledge base " + id + " was closed or deleted.");
      }
      Throwable cause = failure;
      if (cause != null) {
        throw failed(cause);
      }
      return action.call();
    } catch (KnowledgeException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new KnowledgeException(
          "Cannot read knowledge base " + id + " in " + path + ": " + e, e);
    } finally {
      life.readLock().unlock();
    }
  }

  /**
   * Shows what was applied, then makes it durable: both write what is buffered as files of its own,
   * and while the disk is waited for more comes in, so the other order made twice as many files.
   */
  private void commit() throws IOException {
    Throwable cause = failure;
    if (cause != null) {
      throw failed(cause);
    }
    try {
      searchers.maybeRefreshBlocking();
      writer.commit();
    } catch (IOException | RuntimeException | Error e) {
      throw fail(e);
    }
  }

  /**
   * Lets searches use what merges have made, which the next commit would, but there may be none for
   * long; this frees the files of before, too.
   */
  private void showMerged() {
    try {
      if (!searchers.isSearcherCurrent()) {
        write(() -> true);
      }
    } catch (IOException | KnowledgeException | AlreadyClosedException e) {
      log.debug("Knowledge base {} goes on with its parts of before", id, e);
    }
  }

  private synchronized KnowledgeException fail(Throwable cause) {
    Throwable tragedy = writer.getTragicException();
    Throwable first = failure;
    if (first != null) {
      return failed(first);
    }
    failure = tragedy == null ? cause : tragedy;
    log.error("Knowledge base {} in {} stopped; it is as last committed", id, path, cause);
    try {
      writer.rollback();
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
    return failed(cause);
  }

  private KnowledgeException failed(Throwable cause) {
    return new KnowledgeException(
        "Knowledge base %s in %s could not be written: %s. Nothing of this change is stored; see to the disk and try again."
            .formatted(id, path, cause),
        cause);
  }

  private @Nullable String idOfIdentity(IndexSearcher searcher, String identity)
      throws IOException {
    int record = Lookup.one(searcher, Fields.IDENTITY, identity);
    return record == Lookup.NONE ? null : snapshot(searcher).idOfDocument(record);
  }

  /** Counts hits; when there are many, has them written without waiting for it. */
  void countHits(List<String> segmentIds) {
    hitCounts.count(segmentIds);
    if (hitCounts.mayWrite(false)) {
      using(this::writeHits);
    }
  }

  private ListenableFuture<Boolean> writeHits() {
    Map<String, Long> counts = hitCounts.toWrite();
    ListenableFuture<Boolean> written =
        Futures.catching(
            submit(() -> writeHits(counts)),
            KnowledgeException.class,
            problem -> {
              log.warn("Hit counts of knowledge base {} were not written", id, problem);
              return false;
            },
            MoreExecutors.directExecutor());
    ListenableFuture<Boolean> settled =
        Futures.transform(
            written,
            success -> {
              hitCounts.written(success ? counts : Map.of());
              return success;
            },
            MoreExecutors.directExecutor());
    hitsBeingWritten = settled;
    return settled;
  }

  private boolean writeHits(Map<String, Long> counts) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      Snapshot snapshot = snapshot(searcher);
      for (Map.Entry<String, Long> count : counts.entrySet()) {
        int record = Lookup.one(searcher, Fields.ID, count.getKey());
        if (record != Lookup.NONE) {
          long hits = snapshot.storedHits(record) + count.getValue();
          writer.updateNumericDocValue(new Term(Fields.ID, count.getKey()), Fields.HITS, hits);
        }
      }
      return true;
    } finally {
      searchers.release(searcher);
    }
  }

  /** Waits for what is being done, lets running merges end, and closes. */
  void close() {
    life.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (failure == null) {
        writeLastHits();
        writer.getConfig().setMergePolicy(NoMergePolicy.INSTANCE);
      }
      threads.call(this::closeFiles);
    } finally {
      life.writeLock().unlock();
    }
  }

  private boolean closeFiles() throws IOException {
    documents.close();
    identities.close();
    searchers.close();
    writer.close();
    directory.close();
    return true;
  }

  private void writeLastHits() {
    StoreThreads.await(hitsBeingWritten);
    if (hitCounts.mayWrite(true)) {
      StoreThreads.await(writeHits());
    }
  }
}
