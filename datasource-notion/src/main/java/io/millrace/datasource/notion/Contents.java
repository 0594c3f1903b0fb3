package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads one item: the outputs of the datasource node. */
final class Contents {
  private final Session session;
  private final Workers workers;
  private final Titles titles;
  private final Tables tables;
  private final Properties properties;
  private final Attachments attachments;

  Contents(Session session, Memory memory, Attachments attachments) {
    this.session = session;
    this.workers = session.workers();
    this.titles = new Titles(session, workers, memory.titles());
    this.tables = new Tables(session, memory);
    this.properties = new Properties(session, workers, titles);
    this.attachments = attachments;
  }

  Map<String, Object> of(DatasourceItem.OnlineDocument item) {
    Finder.checkType(item.pageType());
    String id = NotionIds.of(item.pageId());
    try {
      return item.pageType().equals("page") ? page(item, id) : other(item, find(item, id));
    } catch (ApiException e) {
      if (e.isNotFound()) {
        checkWorkspace(item);
      }
      throw e.toDatasourceException(item.pageType() + " " + id);
    }
  }

  private NotionObject find(DatasourceItem.OnlineDocument item, String id) {
    return workers.call(() -> new Finder(session).find(id, item.pageType()));
  }

  /** Reads the page and its blocks at once; what turns out to be a database is read as that. */
  private Map<String, Object> page(DatasourceItem.OnlineDocument item, String id) {
    Future<NotionObject> finding = workers.start(() -> new Finder(session).find(id, "page"));
    try {
      BlockTree blocks = null;
      ApiException problem = null;
      try {
        blocks = BlockTree.read(session, workers, id, session.account().settings().maxBlocks());
      } catch (ApiException e) {
        problem = e;
      }
      NotionObject found = workers.join(finding);
      if (!found.isPage()) {
        return other(item, found);
      }
      Finder.checkThere(found);
      if (blocks == null) {
        throw problem == null ? new IllegalStateException("neither blocks nor reason") : problem;
      }
      return outputs(item, found, pageText(found, blocks));
    } finally {
      finding.cancel(true);
    }
  }

  private Map<String, Object> other(DatasourceItem.OnlineDocument item, NotionObject found) {
    Finder.checkThere(found);
    if (found.isPage()) {
      BlockTree blocks =
          BlockTree.read(session, workers, found.id(), session.account().settings().maxBlocks());
      return outputs(item, found, pageText(found, blocks));
    }
    String text = new DatabaseText(session, workers, titles, properties).of(found);
    return outputs(item, found, text);
  }

  private String pageText(NotionObject page, BlockTree blocks) {
    Rendering rendering =
        new Rendering(
            page.id(), blocks, titles, attachments, session.account().settings().tableCharacters());
    String title = MarkdownEscape.heading(1, RichText.inline(page.titleText()));
    String head = title.isEmpty() ? "# " + NotionObject.UNTITLED : title;
    JsonNode columns = columns(page);
    String values = new PropertyList(properties).of(page, columns);
    return Rendering.stacked(Rendering.stacked(head, values), rendering.body()) + "\n";
  }

  private @Nullable JsonNode columns(NotionObject page) {
    String table = page.table(session.version());
    return table.isEmpty() ? null : workers.call(() -> tables.columns(table));
  }

  private Map<String, Object> outputs(
      DatasourceItem.OnlineDocument item, NotionObject object, String content) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("content", content);
    outputs.put("page_id", object.listedId());
    outputs.put("workspace_id", item.workspaceId());
    outputs.put("type", object.isPage() ? "page" : "database");
    outputs.put("title", object.title());
    outputs.put("url", object.url());
    outputs.put("created_time", object.created());
    outputs.put("last_edited_time", object.lastEdited());
    outputs.put("parent_id", Parents.directId(object.parent()));
    return outputs;
  }

  private void checkWorkspace(DatasourceItem.OnlineDocument item) {
    if (item.workspaceId().isEmpty()) {
      return;
    }
    Workspace workspace = workers.call(() -> Workspace.of(session));
    if (!workspace.id().isEmpty()
        && !NotionIds.plain(workspace.id()).equalsIgnoreCase(NotionIds.plain(item.workspaceId()))) {
      throw DatasourceException.permanent(
          "Page '%s' is of workspace %s, but credential '%s' is for workspace %s%s. Give the item the credential of its workspace (credential_id)"
              .formatted(
                  item.name(),
                  item.workspaceId(),
                  session.account().credential().id(),
                  workspace.id(),
                  workspace.name().isEmpty() ? "" : " (" + workspace.name() + ")"),
          null);
    }
  }
}
