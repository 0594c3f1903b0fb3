package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a run's {@code datasource_info_list}: one document to make, or a folder of them
 * (spec/01 §3.2).
 *
 * @since 0.1
 */
public sealed interface DatasourceItem {

  /** Returns which kind of datasource reads it. */
  DatasourceType type();

  /** Returns the document's title, {@code untitled} when the entry has none. */
  String name();

  /**
   * Returns what stays the same when the same thing is read again: source and path, never content.
   */
  String identity();

  /** Returns the entry as it was sent, extra keys included. */
  Map<String, Object> entry();

  /** Returns the credential to use, or {@code null} for the provider's default one. */
  default @Nullable String credentialId() {
    return entry().get("credential_id") instanceof String id && !id.isEmpty() ? id : null;
  }

  /**
   * A file: an upload by its id, or a path under a root that the host allows.
   *
   * @param reference an upload's id, a {@code file:} URI, or the text of the entry's {@code path}
   *     when it has no {@code reference}
   */
  record LocalFile(String reference, String name, Map<String, Object> entry)
      implements DatasourceItem {
    public LocalFile {
      requireNonNull(reference, "reference");
      requireNonNull(name, "name");
      entry = DatasourceItems.freeze(entry);
    }

    @Override
    public DatasourceType type() {
      return DatasourceType.LOCAL_FILE;
    }

    @Override
    public String identity() {
      return "local_file:" + reference;
    }
  }

  /**
   * A page of an online document service.
   *
   * @param workspaceId the workspace
   * @param pageId the page
   * @param pageType the plugin's word, such as {@code page} or {@code database}
   */
  record OnlineDocument(
      String workspaceId, String pageId, String pageType, String name, Map<String, Object> entry)
      implements DatasourceItem {
    public OnlineDocument {
      requireNonNull(workspaceId, "workspaceId");
      requireNonNull(pageId, "pageId");
      requireNonNull(pageType, "pageType");
      requireNonNull(name, "name");
      entry = DatasourceItems.freeze(entry);
    }

    @Override
    public DatasourceType type() {
      return DatasourceType.ONLINE_DOCUMENT;
    }

    @Override
    public String identity() {
      return "online_document:" + workspaceId + "/" + pageId;
    }
  }

  /**
   * A page of a website.
   *
   * @param url its address
   * @param content its text when it was already crawled, or {@code null} when it is to be fetched
   */
  record WebPage(String url, @Nullable String content, String name, Map<String, Object> entry)
      implements DatasourceItem {
    public WebPage {
      requireNonNull(url, "url");
      requireNonNull(name, "name");
      entry = DatasourceItems.freeze(entry);
    }

    @Override
    public DatasourceType type() {
      return DatasourceType.WEBSITE_CRAWL;
    }

    @Override
    public String identity() {
      return "website_crawl:" + url;
    }
  }

  /**
   * A file or folder of a drive.
   *
   * @param id the plugin's id of it
   * @param folder whether it stands for all files below it
   * @param bucket the bucket of bucket stores, or {@code null}
   */
  record DriveFile(
      String id, boolean folder, @Nullable String bucket, String name, Map<String, Object> entry)
      implements DatasourceItem {
    public DriveFile {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      entry = DatasourceItems.freeze(entry);
    }

    @Override
    public DatasourceType type() {
      return DatasourceType.ONLINE_DRIVE;
    }

    @Override
    public String identity() {
      return "online_drive:" + (bucket == null ? "" : bucket) + "/" + id;
    }
  }
}
