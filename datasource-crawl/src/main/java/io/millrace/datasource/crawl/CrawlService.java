package io.millrace.datasource.crawl;

import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import java.util.Map;
import java.util.function.Consumer;

/** A crawler that runs elsewhere, with one credential. */
interface CrawlService {

  /** Fetches one page. */
  CrawledPage fetch(String url);

  /** Crawls, and returns when the service is done, has failed, or takes too long. */
  void crawl(Map<String, Object> parameters, Consumer<CrawlProgress> progress);
}
