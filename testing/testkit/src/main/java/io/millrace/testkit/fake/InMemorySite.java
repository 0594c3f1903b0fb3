package io.millrace.testkit.fake;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.WebsiteCrawlDatasource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * A {@code website_crawl} datasource whose pages are in memory. A crawl takes the parameters {@code
 * url}, of which every page's address must begin, and {@code limit}.
 *
 * @since 0.1
 */
public final class InMemorySite implements DatasourceProvider {
  private final String id;
  private final Map<String, String> pages = new ConcurrentSkipListMap<>();

  /** Makes a datasource without pages, which pipeline files know by this provider name. */
  public InMemorySite(String id) {
    this.id = id;
  }

  /** Adds or replaces a page. */
  public InMemorySite page(String url, String markdown) {
    pages.put(url, markdown);
    return this;
  }

  /** Returns what a run is asked for to fetch a page. */
  public static DatasourceItem.WebPage item(String url) {
    return new DatasourceItem.WebPage(url, null, url, Map.of());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Reading(pages);
  }

  private record Reading(Map<String, String> pages) implements WebsiteCrawlDatasource {
    @Override
    public CrawledPage fetch(DatasourceItem.WebPage item) {
      String text = pages.get(item.url());
      if (text == null) {
        throw DatasourceException.permanent(
            "There is no page '%s'. There are: %s".formatted(item.url(), pages.keySet()), null);
      }
      return new CrawledPage(item.url(), item.url(), "", text);
    }

    @Override
    public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
      String url = String.valueOf(request.parameters().getOrDefault("url", ""));
      int limit = request.parameters().get("limit") instanceof Number most ? most.intValue() : 10;
      List<String> found =
          pages.keySet().stream().filter(page -> page.startsWith(url)).limit(limit).toList();
      if (found.isEmpty()) {
        throw DatasourceException.permanent("No page begins with '%s'".formatted(url), null);
      }
      int done = 0;
      for (String page : found) {
        progress.accept(new CrawlProgress(fetch(item(page)), ++done, found.size()));
      }
    }
  }
}
