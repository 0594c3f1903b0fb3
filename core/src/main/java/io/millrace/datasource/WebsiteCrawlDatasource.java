package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads web pages (spec/05 §3).
 *
 * @since 0.1
 */
public non-sealed interface WebsiteCrawlDatasource extends Datasource {

  /** Fetches one page: the datasource node's outputs for an item that carries no content. */
  CrawledPage fetch(DatasourceItem.WebPage item);

  /**
   * Crawls a site, telling of each page as it is done, and returns when the crawl has ended.
   *
   * @throws DatasourceException if the crawl could not be started, or the service gave up
   */
  void crawl(CrawlRequest request, Consumer<CrawlProgress> progress);

  /**
   * What to crawl.
   *
   * @param credentialId the credential to use, or {@code null} for the default one
   * @param parameters the provider's parameters, such as {@code url} and {@code limit}
   */
  record CrawlRequest(@Nullable String credentialId, Map<String, Object> parameters) {}

  /**
   * How far a crawl is.
   *
   * @param page the page just done, or {@code null} for a mere count
   * @param completed pages done
   * @param total pages known
   */
  record CrawlProgress(@Nullable CrawledPage page, int completed, int total) {}

  /** A page as text: Markdown content with the facts that Dify's crawlers give. */
  record CrawledPage(String sourceUrl, String title, String description, String content) {
    public CrawledPage {
      requireNonNull(sourceUrl, "sourceUrl");
      requireNonNull(title, "title");
      requireNonNull(description, "description");
      requireNonNull(content, "content");
    }
  }
}
