package io.millrace.benchmarks.fake;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.WebsiteCrawlDatasource;
import java.util.Map;
import java.util.function.Consumer;

/** Pages that come with their content, so that a run of one asks no plugin for anything. */
public final class FakePages implements DatasourceProvider {

  /** Returns the entry of a page, for a request. */
  public static Map<String, Object> page() {
    return Map.of("source_url", "http://localhost/", "title", "one", "content", "text");
  }

  @Override
  public String id() {
    return "pages";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Pages();
  }

  private static final class Pages implements WebsiteCrawlDatasource {
    @Override
    public CrawledPage fetch(DatasourceItem.WebPage item) {
      throw new UnsupportedOperationException("pages have their content");
    }

    @Override
    public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
      throw new UnsupportedOperationException("pages are given");
    }
  }
}
