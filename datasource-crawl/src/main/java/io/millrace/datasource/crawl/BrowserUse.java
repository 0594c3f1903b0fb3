package io.millrace.datasource.crawl;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which pages of a crawl a browser shows, where one is installed.
 *
 * @param when pages that ask for it by nothing else
 * @param asked patterns that are looked for in host and path of further pages
 * @param pause how long the browser waits once a page has come to rest
 */
record BrowserUse(When when, ImmutableList<Pattern> asked, Duration pause) {

  /** When a page is shown. */
  enum When {
    NEVER,
    /** When there is nothing in it without its scripts. */
    EMPTY,
    ALWAYS
  }

  /** Pages that come back empty. */
  static final BrowserUse DEFAULT = new BrowserUse(When.EMPTY, ImmutableList.of(), Duration.ZERO);

  /** Returns whether a page is shown. */
  boolean isFor(WebAddress address, boolean empty) {
    return when == When.ALWAYS || (when == When.EMPTY && empty) || isAsked(address);
  }

  private boolean isAsked(WebAddress address) {
    String place = address.host() + address.path();
    return asked.stream().anyMatch(pattern -> pattern.matcher(place).find());
  }
}
