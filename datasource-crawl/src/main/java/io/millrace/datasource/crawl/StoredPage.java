package io.millrace.datasource.crawl;

import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a page that was read.
 *
 * @param fingerprint what its address comes down to
 * @param identity what the address it wants to be known by comes down to
 * @param content tells pages with the same words and links
 * @param validators what asks the server whether it has changed
 * @param kind {@code page} for one that is a result, else why it is none
 * @param page its texts
 * @param links where it leads
 */
record StoredPage(
    long fingerprint,
    long identity,
    long content,
    Validators validators,
    String kind,
    CrawledPage page,
    List<WebAddress> links) {
  static final String RESULT = "page";

  boolean isResult() {
    return kind.equals(RESULT);
  }

  StoredPage as(String other) {
    return new StoredPage(fingerprint, identity, content, validators, other, page, links);
  }

  /**
   * What a server gave to recognise a version by (RFC 9110 §8.8).
   *
   * @param etag the {@code ETag}, or {@code null}
   * @param modified the {@code Last-Modified}, or {@code null}
   */
  record Validators(@Nullable String etag, @Nullable String modified) {
    static final Validators NONE = new Validators(null, null);

    boolean isEmpty() {
      return etag == null && modified == null;
    }
  }
}
