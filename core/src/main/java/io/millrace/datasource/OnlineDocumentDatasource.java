package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of an online document service (spec/05 §3).
 *
 * @since 0.1
 */
public non-sealed interface OnlineDocumentDatasource extends Datasource {

  /** Returns every page the credential can see, lazily; the caller closes it. */
  Stream<PageInfo> pages(PagesRequest request);

  /**
   * Returns the documents that an item stands for: itself, unless a provider knows better, such as
   * one that makes a document of each row of a database. Must be lazy, in bounded memory; the
   * caller closes it.
   */
  default Stream<DatasourceItem.OnlineDocument> expand(DatasourceItem.OnlineDocument item) {
    return Stream.of(item);
  }

  /**
   * Returns a page's content and what belongs to it: the datasource node's outputs. Must hold
   * {@code content} (Markdown), {@code page_id} and {@code workspace_id}.
   */
  Map<String, Object> content(DatasourceItem.OnlineDocument item);

  /**
   * Which pages to list.
   *
   * @param credentialId the credential to use, or {@code null} for the default one
   * @param parameters the plugin's own parameters
   */
  record PagesRequest(@Nullable String credentialId, Map<String, Object> parameters) {}

  /**
   * One page of a listing.
   *
   * @param workspaceId the workspace
   * @param workspaceName its name; may be empty
   * @param pageId the page
   * @param name its title
   * @param type the plugin's word, such as {@code page} or {@code database}
   * @param parentId the page above it, {@code root}, or {@code null} when unknown
   * @param lastEditedTime ISO 8601 text; may be empty
   * @param icon the plugin's icon object, or {@code null}
   */
  record PageInfo(
      String workspaceId,
      String workspaceName,
      String pageId,
      String name,
      String type,
      @Nullable String parentId,
      String lastEditedTime,
      @Nullable Object icon) {
    public PageInfo {
      requireNonNull(pageId, "pageId");
      requireNonNull(name, "name");
      requireNonNull(type, "type");
    }

    /** Returns the object that Dify's page listing has for it. */
    public Map<String, Object> toEntry() {
      java.util.Map<String, Object> page = new java.util.LinkedHashMap<>();
      page.put("page_id", pageId);
      page.put("page_name", name);
      page.put("page_icon", icon);
      page.put("type", type);
      page.put("last_edited_time", lastEditedTime);
      page.put("parent_id", parentId);
      return page;
    }
  }

  /** The names of parameters {@link #pages} takes; none unless overridden. */
  default List<String> parameters() {
    return List.of();
  }
}
