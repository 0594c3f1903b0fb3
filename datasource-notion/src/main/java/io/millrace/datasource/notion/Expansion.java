package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceItem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an item stands for: itself, under the one form of its id, or the rows of a database where
 * each is to be a document.
 */
final class Expansion {
  private final Session session;
  private final Workers workers;

  Expansion(Session session) {
    this.session = session;
    this.workers = session.workers();
  }

  Stream<DatasourceItem.OnlineDocument> of(DatasourceItem.OnlineDocument item) {
    Finder.checkType(item.pageType());
    String id = NotionIds.of(item.pageId());
    boolean rows =
        Settings.rowsAsDocuments(
            item.entry().get("rows"), session.account().settings().rowsAsDocuments());
    boolean named = !item.name().equals(item.pageId()) && !item.name().equals("untitled");
    if (named && (!rows || item.pageType().equals("page"))) {
      return Stream.of(self(item, id, item.pageType(), item.name()));
    }
    NotionObject found = find(item, id);
    Finder.checkThere(found);
    if (found.isPage() || !rows) {
      String name = named ? item.name() : found.title();
      return Stream.of(found(item, found, name));
    }
    List<Table> tables = workers.call(() -> Tables.of(session, found));
    return tables.stream().flatMap(table -> rows(item, found, table));
  }

  private NotionObject find(DatasourceItem.OnlineDocument item, String id) {
    try {
      return workers.call(() -> new Finder(session).find(id, item.pageType()));
    } catch (ApiException e) {
      throw e.toDatasourceException(item.pageType() + " " + id);
    }
  }

  private Stream<DatasourceItem.OnlineDocument> rows(
      DatasourceItem.OnlineDocument item, NotionObject database, Table table) {
    Cursor cursor = session.rows(table.id());
    Iterator<NotionObject> rows =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            try {
              return cursor.hasNext(workers);
            } catch (ApiException e) {
              throw e.toDatasourceException(
                  "the rows of database " + database.id() + " after " + cursor.count());
            }
          }

          @Override
          public NotionObject next() {
            return new NotionObject(cursor.next());
          }
        };
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .filter(row -> row.isPage() && !row.isGone())
        .map(row -> row(item, database, row));
  }

  private static DatasourceItem.OnlineDocument row(
      DatasourceItem.OnlineDocument item, NotionObject database, NotionObject row) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("page_id", row.id());
    page.put("page_name", row.title());
    page.put("page_icon", Icons.entry(row.json().path("icon")));
    page.put("type", "page");
    page.put("last_edited_time", row.lastEdited());
    page.put("parent_id", database.listedId());
    return document(item, row.id(), "page", row.title(), page);
  }

  /** Adds what a later sync compares. */
  private static DatasourceItem.OnlineDocument found(
      DatasourceItem.OnlineDocument item, NotionObject found, String name) {
    DatasourceItem.OnlineDocument self =
        self(item, found.listedId(), found.isPage() ? "page" : "database", name);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("last_edited_time", found.lastEdited());
    page.put("parent_id", Parents.directId(found.parent()));
    if (self.entry().get("page") instanceof Map<?, ?> sent) {
      sent.forEach((key, value) -> page.put(String.valueOf(key), value));
    }
    return document(self, self.pageId(), self.pageType(), name, page);
  }

  private static DatasourceItem.OnlineDocument self(
      DatasourceItem.OnlineDocument item, String id, String type, String name) {
    Map<String, Object> page = new LinkedHashMap<>();
    if (item.entry().get("page") instanceof Map<?, ?> sent) {
      sent.forEach((key, value) -> page.put(String.valueOf(key), value));
    }
    page.put("page_id", id);
    page.put("type", type);
    page.put("page_name", name);
    return document(item, id, type, name, page);
  }

  private static DatasourceItem.OnlineDocument document(
      DatasourceItem.OnlineDocument item,
      String id,
      String type,
      String name,
      Map<String, Object> page) {
    Map<String, Object> entry = new LinkedHashMap<>(item.entry());
    entry.put("page", page);
    entry.remove("rows");
    return new DatasourceItem.OnlineDocument(item.workspaceId(), id, type, name, entry);
  }
}
