package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.WebsiteCrawlDatasource;
import java.util.function.Consumer;

/** Crawls in this process, where a search was asked for by mistake and says so. */
final class SearchNeedsKey implements WebsiteCrawlDatasource {
  private final WebsiteCrawlDatasource crawler;

  SearchNeedsKey(WebsiteCrawlDatasource crawler) {
    this.crawler = crawler;
  }

  @Override
  public CrawledPage fetch(DatasourceItem.WebPage item) {
    return crawler.fetch(item);
  }

  @Override
  public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
    if (new PlanReader(request.parameters()).text("url") == null) {
      throw DatasourceException.permanent(
          "Tavily API key not found in credentials. A search needs one; without it, give the url of"
              + " a site to crawl",
          null);
    }
    crawler.crawl(request, progress);
  }
}
