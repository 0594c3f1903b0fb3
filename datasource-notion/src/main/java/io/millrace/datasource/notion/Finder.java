package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what an id stands for. What was called a page and is a database is read as that. */
final class Finder {
  private final Session session;

  Finder(Session session) {
    this.session = session;
  }

  /**
   * Returns the page, database or data source with an id.
   *
   * @param type what it is said to be: {@code page} or {@code database}
   * @throws ApiException if there is nothing with that id
   */
  NotionObject find(String id, String type) {
    ApiException problem = null;
    for (Function<String, NotionObject> way : ways(type)) {
      try {
        return way.apply(id);
      } catch (ApiException e) {
        if (!e.isNotFound() && !e.isOfOtherKind()) {
          throw e;
        }
        problem = problem == null || e.isNotFound() ? e : problem;
      }
    }
    throw notFound(problem);
  }

  private List<Function<String, NotionObject>> ways(String type) {
    Function<String, NotionObject> page = id -> new NotionObject(session.page(id));
    List<Function<String, NotionObject>> ways = new ArrayList<>();
    ways.add(id -> new NotionObject(session.database(id)));
    if (session.version() == ApiVersion.DATA_SOURCES) {
      ways.add(id -> new NotionObject(session.dataSource(id)));
    }
    ways.add(type.equals("page") ? 0 : ways.size(), page);
    return ways;
  }

  private static RuntimeException notFound(@Nullable ApiException problem) {
    return problem == null ? new IllegalStateException("nothing was asked") : problem;
  }

  /** Refuses a word for a type that Notion does not have. */
  static void checkType(String type) {
    if (!List.of("page", "database", "data_source").contains(type)) {
      throw DatasourceException.permanent(
          "Notion object type not supported: '%s'. Use 'page' or 'database'".formatted(type), null);
    }
  }

  /** Refuses what is in the trash: for a later sync it is gone. */
  static void checkThere(NotionObject object) {
    if (object.isGone()) {
      throw DatasourceException.permanent(
          "Notion %s '%s' (%s) is gone: it is in the trash. Restore it in Notion, or leave it out"
              .formatted(object.isPage() ? "page" : "database", object.title(), object.id()),
          null);
    }
  }
}
