package io.millrace.testkit.fake;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * An {@code online_document} datasource whose pages are in memory, in one workspace.
 *
 * @since 0.1
 */
public final class InMemoryDocuments implements DatasourceProvider {
  /** The id of the workspace. */
  public static final String WORKSPACE = "workspace-1";

  private final String id;
  private final Map<String, String> pages = new ConcurrentSkipListMap<>();

  /** Makes a datasource without pages, which pipeline files know by this provider name. */
  public InMemoryDocuments(String id) {
    this.id = id;
  }

  /** Adds or replaces a page. */
  public InMemoryDocuments page(String pageId, String markdown) {
    pages.put(pageId, markdown);
    return this;
  }

  /** Returns what a run is asked for to read a page. */
  public static DatasourceItem.OnlineDocument item(String pageId) {
    return new DatasourceItem.OnlineDocument(WORKSPACE, pageId, "page", pageId, Map.of());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.ONLINE_DOCUMENT;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Reading(pages);
  }

  private record Reading(Map<String, String> pages) implements OnlineDocumentDatasource {
    @Override
    public Stream<PageInfo> pages(PagesRequest request) {
      return pages.keySet().stream()
          .map(page -> new PageInfo(WORKSPACE, "Workspace", page, page, "page", "root", "", null));
    }

    @Override
    public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
      String text = pages.get(item.pageId());
      if (text == null) {
        throw DatasourceException.permanent(
            "There is no page '%s'. There are: %s".formatted(item.pageId(), pages.keySet()), null);
      }
      return Map.of("workspace_id", WORKSPACE, "page_id", item.pageId(), "content", text);
    }
  }
}
