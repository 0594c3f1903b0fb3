package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
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
   * @param state the folder in which the crawl keeps what it knows, so that it goes on where it was
   *     ended and fetches again only what has changed, or {@code null} to keep nothing; chosen by
   *     the program, never by the parameters, and of no use to services that crawl elsewhere
   */
  record CrawlRequest(
      @Nullable String credentialId, Map<String, Object> parameters, @Nullable Path state) {

    /** Asks for a crawl that keeps nothing. */
    public CrawlRequest(@Nullable String credentialId, Map<String, Object> parameters) {
      this(credentialId, parameters, null);
    }
  }

  /**
   * How far a crawl is.
   *
   * @param page the page just done, or {@code null} for a mere count or a problem
   * @param problem the page that gave nothing, or {@code null}
   * @param completed pages done
   * @param total pages known
   */
  record CrawlProgress(
      @Nullable CrawledPage page, @Nullable CrawlProblem problem, int completed, int total) {

    /** Tells of a page, or of a mere count. */
    public CrawlProgress(@Nullable CrawledPage page, int completed, int total) {
      this(page, null, completed, total);
    }
  }

  /**
   * A page that gave no result.
   *
   * @param url its address
   * @param kind a word for programs, such as {@code robots} or {@code duplicate}
   * @param reason a sentence for people
   */
  record CrawlProblem(String url, String kind, String reason) {
    public CrawlProblem {
      requireNonNull(url, "url");
      requireNonNull(kind, "kind");
      requireNonNull(reason, "reason");
    }
  }

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
