package io.millrace.datasource.crawl;

import io.millrace.datasource.crawl.StoredPage.Validators;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking for a page. */
sealed interface Fetched {

  /**
   * A body.
   *
   * @param status such as 200
   * @param contentType as the server says, or {@code null}
   * @param robots values of {@code X-Robots-Tag}
   * @param allowOrigin the {@code Access-Control-Allow-Origin}, or {@code null}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Body(
      int status,
      byte[] bytes,
      @Nullable String contentType,
      Validators validators,
      List<String> robots,
      @Nullable String allowOrigin)
      implements Fetched {}

  /** The page is as it was. */
  record Unchanged() implements Fetched {}

  /** The page is elsewhere. */
  record Moved(WebAddress target) implements Fetched {}

  /** The server asks to come back later; zero when it does not say when. */
  record Busy(int status, Duration retryAfter) implements Fetched {}

  /** There is no page. */
  record Failed(Problem problem) implements Fetched {}
}
