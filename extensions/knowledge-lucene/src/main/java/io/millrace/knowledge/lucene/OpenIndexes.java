package io.millrace.knowledge.lucene;

import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The indexes of a store, opened when first used, and opened again after an I/O error. */
final class OpenIndexes implements AutoCloseable {

  /** Changes which knowledge bases there are. */
  interface CatalogChange {
    void apply(Catalog catalog) throws IOException;
  }

  private record Open(KnowledgeIndex index, Documents documents) {}

  private final StoreDirectory directory;
  private final StoreThreads threads;
  private final Catalog catalog;
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final Lock opening = new ReentrantLock();
  private volatile boolean closed;

  private OpenIndexes(StoreDirectory directory, StoreThreads threads, Catalog catalog) {
    this.directory = directory;
    this.threads = threads;
    this.catalog = catalog;
  }

  static OpenIndexes open(Path path) {
    StoreThreads threads = new StoreThreads();
    try {
      return threads.call(() -> open(path, threads));
    } catch (RuntimeException | Error e) {
      threads.close();
      throw e;
    }
  }

  private static OpenIndexes open(Path path, StoreThreads threads) throws IOException {
    StoreDirectory directory = StoreDirectory.open(path);
    try {
      return new OpenIndexes(directory, threads, Catalog.load(directory.bases()));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  Catalog catalog() {
    refuseClosed();
    return catalog;
  }

  /** Changes the catalog in one durable step. */
  void change(CatalogChange change) {
    refuseClosed();
    threads.call(
        () -> {
          change.apply(catalog);
          return true;
        });
  }

  KnowledgeBase base(String id) {
    return catalog()
        .find(id)
        .orElseThrow(
            () -> new KnowledgeException("There is no knowledge base with the id " + id + "."));
  }

  KnowledgeIndex index(String id) {
    return opened(id).index();
  }

  Documents documents(String id) {
    return opened(id).documents();
  }

  private Open opened(String id) {
    refuseClosed();
    Open known = open.get(id);
    return known != null && !known.index().hasFailed() ? known : openNow(id);
  }

  private Open openNow(String id) {
    opening.lock();
    try {
      refuseClosed();
      Open known = open.get(id);
      if (known != null && !known.index().hasFailed()) {
        return known;
      }
      if (known != null) {
        known.index().close();
        open.remove(id);
      }
      Path path = catalog.indexOf(base(id).id());
      KnowledgeIndex index = threads.call(() -> KnowledgeIndex.open(id, path, threads));
      Open fresh = new Open(index, new Documents(index, InstantSource.system()));
      open.put(id, fresh);
      return fresh;
    } finally {
      opening.unlock();
    }
  }

  boolean delete(String id) {
    opening.lock();
    try {
      if (catalog().find(id).isEmpty()) {
        return false;
      }
      Open known = open.remove(id);
      if (known != null) {
        known.index().close();
      }
      change(one -> one.delete(id));
      return true;
    } finally {
      opening.unlock();
    }
  }

  private void refuseClosed() {
    if (closed) {
      throw new KnowledgeException(
          "The knowledge store in " + directory.root() + " is closed. Open it again.");
    }
  }

  @Override
  public void close() {
    opening.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      closeAll();
    } finally {
      opening.unlock();
    }
  }

  private void closeAll() {
    List<RuntimeException> problems = new ArrayList<>();
    for (Open one : open.values()) {
      try {
        one.index().close();
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
    open.clear();
    threads.close();
    directory.close();
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
  }
}
