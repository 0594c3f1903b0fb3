package io.millrace.datasource.notion;

import com.google.common.cache.Cache;
import io.millrace.datasource.DatasourceException;
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
    String key = session.account().credential().id() + " " + id;
    String title = known.getIfPresent(key);
    if (title != null) {
      return title;
    }
    if (left.getAndDecrement() <= 0) {
      return "Page " + NotionIds.plain(id);
    }
    title = workers.call(() -> lookUp(id, page));
    known.put(key, title);
    return title;
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
      DatasourceException told = e.toDatasourceException("the title of " + id);
      throw told;
    }
  }
}
