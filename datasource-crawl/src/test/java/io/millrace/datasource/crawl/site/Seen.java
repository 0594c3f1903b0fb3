package io.millrace.datasource.crawl.site;

import java.util.Map;

/**
 * A request that the site was sent.
 *
 * @param target path and query
 * @param headers by name in lower case
 * @param at when it had arrived, in nanoseconds
 * @param body what was sent with it
 */
public record Seen(
    String method, String target, Map<String, String> headers, long at, String body) {

  /** Returns the path, without the query. */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** Returns whether the request asks for a change only. */
  public boolean conditional() {
    return headers.containsKey("if-none-match") || headers.containsKey("if-modified-since");
  }
}
