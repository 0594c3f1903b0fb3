package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Iterators;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Everything that is shared with an integration, in Notion's order (spec/05 §5.2). */
final class Listing {
  static final List<String> PARAMETERS = List.of("query", "start_cursor");
  private static final int AT_ONCE = 100;

  private final Session session;
  private final Workers workers;
  private final Parents parents;

  /**
   * What was listed: each data source of a database is found by itself, and a page that is edited
   * meanwhile moves to another place of the listing.
   */
  private final Set<String> listed = new HashSet<>();

  Listing(Session session) {
    this.session = session;
    this.workers = session.workers();
    this.parents = new Parents(session, workers);
  }

  Stream<PageInfo> pages(Map<String, Object> parameters) {
    Workspace workspace = told(() -> workers.call(() -> Workspace.of(session)));
    Cursor cursor = session.search(text(parameters, "query"), text(parameters, "start_cursor"));
    Iterator<List<NotionObject>> chunks = Iterators.transform(new Chunks(cursor), List::copyOf);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(chunks, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .flatMap(
            chunk -> {
              told(
                  () -> {
                    parents.resolve(chunk);
                    return chunk;
                  });
              return chunk.stream().map(object -> info(workspace, object));
            });
  }

  private static @Nullable String text(Map<String, Object> parameters, String key) {
    return parameters.get(key) instanceof String value && !value.isEmpty() ? value : null;
  }

  private static <T> T told(java.util.function.Supplier<T> task) {
    try {
      return task.get();
    } catch (ApiException e) {
      throw e.toDatasourceException("the list of pages");
    }
  }

  private PageInfo info(Workspace workspace, NotionObject object) {
    return new PageInfo(
        workspace.id(),
        workspace.name(),
        object.listedId(),
        object.title(),
        object.isPage() ? "page" : "database",
        parents.of(object),
        object.lastEdited(),
        Icons.entry(object.json().path("icon")));
  }

  private boolean isListed(NotionObject object) {
    return switch (object.kind()) {
      case "page", "database", "data_source" -> !object.isGone() && listed.add(object.listedId());
      default -> false;
    };
  }

  /** Groups whose parents are resolved together. */
  private final class Chunks implements Iterator<List<NotionObject>> {
    private final Cursor cursor;

    Chunks(Cursor cursor) {
      this.cursor = cursor;
    }

    @Override
    public boolean hasNext() {
      String at = cursor.position();
      try {
        return cursor.hasNext(workers);
      } catch (ApiException e) {
        DatasourceException cause = e.toDatasourceException("the list of pages");
        if (at == null) {
          throw cause;
        }
        throw DatasourceException.retriable(
            "The listing stopped after %,d pages. To go on there pass the parameter start_cursor=%s. %s"
                .formatted(cursor.count(), at, cause.getMessage()),
            cause);
      }
    }

    @Override
    public List<NotionObject> next() {
      List<NotionObject> chunk = new ArrayList<>();
      for (int i = 0; i < AT_ONCE && (i == 0 || cursor.isReady()); i++) {
        JsonNode json = cursor.next();
        NotionObject object = new NotionObject(json);
        if (isListed(object)) {
          chunk.add(object);
        }
      }
      return chunk;
    }
  }
}
