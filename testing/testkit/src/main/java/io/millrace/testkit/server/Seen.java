package io.millrace.testkit.server;

import java.util.Map;

/**
 * A request that a server was sent.
 *
 * @param method such as {@code GET}
 * @param target path and query, as they were sent
 * @param headers by name in lower case
 * @param at when it had arrived, in nanoseconds
 * @param body what was sent with it, read as UTF-8
 * @since 0.1
 */
public record Seen(
    String method, String target, Map<String, String> headers, long at, String body) {

  /** Returns the path, without the query. */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** Returns the query, as it was sent; empty without one. */
  public String query() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  /** Returns whether the request asks for a change only. */
  public boolean conditional() {
    return headers.containsKey("if-none-match") || headers.containsKey("if-modified-since");
  }
}
