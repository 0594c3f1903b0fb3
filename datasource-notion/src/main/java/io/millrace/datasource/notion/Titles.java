package io.millrace.datasource.notion;

import com.google.common.cache.Cache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Titles of pages that are only named by their id: linked pages, related rows. */
final class Titles {
  /** Stands for a page that may not be read. */
  static final String NOT_SHARED = "Page that is not shared";

  private final Session session;
  private final Workers workers;
  private final Cache<String, String> known;
  private final AtomicInteger left;

  Titles(Session session, Workers workers, Cache<String, String> known) {
    this.session = session;
    this.workers = workers;
    this.known = known;
    this.left = new AtomicInteger(session.account().settings().titleLookups());
  }

  /** Returns a title, looked up unless it is known or too many were looked up already. */
  String of(String id, boolean page) {
    return workers.join(start(id, page));
  }

  /** Returns the titles of several pages by id, looked up several at a time. */
  Map<String, String> ofPages(List<String> ids) {
    Map<String, Future<String>> tasks = new LinkedHashMap<>();
    ids.forEach(id -> tasks.computeIfAbsent(id, i -> start(i, true)));
    Map<String, String> titles = new LinkedHashMap<>();
    try {
      tasks.forEach((id, task) -> titles.put(id, workers.join(task)));
    } finally {
      tasks.values().forEach(task -> task.cancel(true));
    }
    return titles;
  }

  private Future<String> start(String id, boolean page) {
    String key = session.account().credential().id() + " " + id;
    String title = known.getIfPresent(key);
    if (title == null && left.getAndDecrement() <= 0) {
      title = "Page " + NotionIds.plain(id);
    }
    if (title != null) {
      return CompletableFuture.completedFuture(title);
    }
    return workers.start(
        () -> {
          String found = lookUp(id, page);
          known.put(key, found);
          return found;
        });
  }

  /** Remembers a title that was met on the way. */
  void learn(NotionObject object) {
    known.put(session.account().credential().id() + " " + object.id(), object.title());
  }

  private String lookUp(String id, boolean page) {
    try {
      return new NotionObject(page ? session.page(id) : session.database(id)).title();
    } catch (ApiException e) {
      if (e.isNotFound() || e.status() == 403 || e.isOfOtherKind()) {
        return NOT_SHARED;
      }
      throw e;
    }
  }
}
