package io.millrace.datasource.crawl;

import java.time.Duration;

/**
 * What a crawl is to do.
 *
 * @param start the first page
 * @param scope which pages belong to the site
 * @param limit how many results at most
 * @param maxDepth how many links away from the start at most
 * @param subPages whether links are followed at all
 * @param sitemap whether the site's own list of pages is read
 * @param style how pages become text
 * @param browser which pages a browser shows
 * @param delay between two pages of one server
 * @param concurrency how many pages of one server at once, at most
 * @param timeout for all of it
 * @param pageTimeout for one page
 * @param maxPageBytes how large a page may be, unpacked
 */
record CrawlPlan(
    WebAddress start,
    Scope scope,
    int limit,
    int maxDepth,
    boolean subPages,
    boolean sitemap,
    TextStyle style,
    BrowserUse browser,
    Duration delay,
    int concurrency,
    Duration timeout,
    Duration pageTimeout,
    int maxPageBytes) {

  /** Returns a text that differs where another crawl is meant. */
  String identity() {
    return start + " " + scope + " " + maxDepth + " " + subPages + " " + sitemap + " " + style + " "
        + browser;
  }
}
