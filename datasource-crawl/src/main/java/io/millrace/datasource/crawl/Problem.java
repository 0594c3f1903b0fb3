package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProblem;

/**
 * Why a page gave no result.
 *
 * @param kind what kind of thing it is
 * @param reason a sentence for people
 */
record Problem(Kind kind, String reason) {

  CrawlProblem of(WebAddress address) {
    return new CrawlProblem(address.toString(), Ascii.toLowerCase(kind.name()), reason);
  }

  DatasourceException asException(WebAddress address) {
    String message = "%s cannot be read: %s".formatted(address.withoutQuery(), reason);
    return kind.transientFailure() || kind == Kind.BUSY || kind == Kind.ROBOTS_UNREACHABLE
        ? DatasourceException.retriable(message, null)
        : DatasourceException.permanent(message, null);
  }

  /** The kinds of problem. */
  enum Kind {
    ROBOTS,
    /** Its robots file cannot be had, so that nothing may be fetched. */
    ROBOTS_UNREACHABLE,
    NOINDEX,
    DUPLICATE,
    OUT_OF_SCOPE,
    REDIRECTS,
    EGRESS,
    NO_SUCH_HOST,
    TLS,
    TIMEOUT,
    CONNECTION,
    STATUS,
    SERVER_ERROR,
    SOFT_ERROR,
    BUSY,
    HOST_GIVEN_UP,
    TOO_LARGE,
    CONTENT_TYPE,
    NEEDS_BROWSER,
    UNREADABLE;

    /** Returns whether trying again may help. */
    boolean transientFailure() {
      return this == TIMEOUT || this == CONNECTION || this == SERVER_ERROR;
    }

    /** Returns whether it says more of the server than of the page, in a crawl under way. */
    boolean ofServer() {
      return transientFailure() || this == NO_SUCH_HOST || this == TLS;
    }
  }
}
