package io.millrace.server.api;

import io.millrace.PipelineEngine;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.error.MillraceException;
import io.millrace.pipeline.PipelineNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Browses the datasource of one node on behalf of a client (spec/01 §6). */
final class DatasourceRun {
  private static final Logger log = LoggerFactory.getLogger(DatasourceRun.class);
  private static final int MOST_PAGES = 10_000;
  private static final int KEYS_A_PAGE = 20;

  private final PipelineEngine engine;
  private final DatasourceBody body;
  private final @Nullable PipelineNode node;
  private final DatasourceEvents events;

  /**
   * @param node what to browse, or {@code null} if the pipeline has no such
   */
  DatasourceRun(
      PipelineEngine engine,
      DatasourceBody body,
      @Nullable PipelineNode node,
      DatasourceEvents events) {
    this.engine = engine;
    this.body = body;
    this.node = node;
    this.events = events;
  }

  /** Browses; whatever goes wrong becomes the last event. */
  void run() {
    try {
      browse();
    } catch (MillraceException e) {
      if (!Thread.currentThread().isInterrupted()) {
        events.error(String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException e) {
      log.error("Browsing a datasource failed unexpectedly", e);
      events.error("The datasource failed unexpectedly; the server's log says more");
    }
  }

  private void browse() {
    PipelineNode wanted = node;
    if (wanted == null) {
      events.error("Datasource node data not found");
      return;
    }
    DatasourceType type = DatasourceType.valueOf(body.datasourceType().name());
    String provider = String.valueOf(wanted.data().get("provider_name"));
    Optional<Datasource> datasource = engine.datasource(type, provider);
    if (type == DatasourceType.LOCAL_FILE) {
      events.error("Unsupported datasource provider: local_file");
    } else if (datasource.isEmpty()) {
      events.error(
          "No datasource '%s' of type %s is installed. Add its module to the server"
              .formatted(provider, type.wireName()));
    } else if (datasource.get() instanceof OnlineDocumentDatasource documents) {
      pages(documents);
    } else if (datasource.get() instanceof OnlineDriveDatasource drive) {
      level(drive);
    } else if (datasource.get() instanceof WebsiteCrawlDatasource sites) {
      crawl(sites, wanted);
    }
  }

  private void pages(OnlineDocumentDatasource documents) {
    events.processing(0, 0);
    Map<String, Workspace> workspaces = new LinkedHashMap<>();
    int count = 0;
    try (Stream<PageInfo> pages =
        documents.pages(
            new OnlineDocumentDatasource.PagesRequest(body.credentialId(), body.inputs()))) {
      for (PageInfo page : (Iterable<PageInfo>) pages::iterator) {
        if (++count > MOST_PAGES) {
          throw DatasourceException.permanent(
              "The workspace has more than %,d pages. Narrow the parameters of the datasource"
                  .formatted(MOST_PAGES),
              null);
        }
        workspaces
            .computeIfAbsent(
                page.workspaceId(),
                id -> new Workspace(id, page.workspaceName(), "", new ArrayList<>()))
            .pages()
            .add(page.toEntry());
      }
    }
    events.completed(workspaces.values().stream().map(Workspace::toMap).toList(), count, count);
  }

  private record Workspace(String id, String name, String icon, List<Map<String, Object>> pages) {
    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("workspace_id", id);
      map.put("workspace_name", name);
      map.put("workspace_icon", icon);
      map.put("total", pages.size());
      map.put("pages", pages);
      return map;
    }
  }

  private void level(OnlineDriveDatasource drive) {
    events.processing(0, 0);
    Map<String, Object> inputs = body.inputs();
    OnlineDriveDatasource.Listing listing =
        drive.browse(
            new OnlineDriveDatasource.BrowseRequest(
                body.credentialId(),
                text(inputs, "bucket"),
                text(inputs, "prefix"),
                inputs.get("max_keys") instanceof Number keys
                    ? Math.max(1, Math.min(1_000, keys.intValue()))
                    : KEYS_A_PAGE,
                next(inputs.get("next_page_parameters"))));
    Map<String, Object> bucket = new LinkedHashMap<>();
    bucket.put("bucket", listing.bucket());
    bucket.put("files", listing.files().stream().map(DatasourceRun::file).toList());
    bucket.put("is_truncated", listing.nextPageParameters() != null);
    bucket.put("next_page_parameters", listing.nextPageParameters());
    events.completed(List.of(bucket), null, null);
  }

  private static Map<String, Object> file(OnlineDriveDatasource.Entry entry) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("id", entry.id());
    file.put("name", entry.name());
    file.put("size", entry.size());
    file.put("type", entry.folder() ? "folder" : "file");
    return file;
  }

  @SuppressWarnings("unchecked") // a map that came out of JSON has texts for keys
  private static @Nullable Map<String, Object> next(@Nullable Object value) {
    return value instanceof Map<?, ?> map && !map.isEmpty() ? (Map<String, Object>) map : null;
  }

  private static @Nullable String text(Map<String, Object> inputs, String name) {
    return inputs.get(name) instanceof String text && !text.isEmpty() ? text : null;
  }

  private void crawl(WebsiteCrawlDatasource sites, PipelineNode wanted) {
    List<Map<String, Object>> pages = new ArrayList<>();
    sites.crawl(
        new WebsiteCrawlDatasource.CrawlRequest(
            body.credentialId(),
            DatasourceParameters.resolve(
                wanted.data().get("datasource_parameters"), body.inputs())),
        progress -> {
          CrawledPage page = progress.page();
          if (page != null && pages.size() < MOST_PAGES) {
            pages.add(page(page));
          }
          events.processing(progress.total(), progress.completed());
        });
    events.completed(pages, pages.size(), pages.size());
  }

  private static Map<String, Object> page(CrawledPage page) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("source_url", page.sourceUrl());
    row.put("content", page.content());
    row.put("title", page.title());
    row.put("description", page.description());
    return row;
  }
}
