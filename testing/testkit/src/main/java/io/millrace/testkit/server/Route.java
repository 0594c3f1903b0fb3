package io.millrace.testkit.server;

import java.io.IOException;

/**
 * Answers requests.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Route {

  /** Answers one request, in whatever way. */
  void serve(Exchange exchange) throws IOException;

  /** Answers with a page. */
  static Route html(String html) {
    return exchange -> exchange.send(200, "text/html; charset=utf-8", html);
  }

  /** Answers with text. */
  static Route text(String text) {
    return exchange -> exchange.send(200, "text/plain", text);
  }

  /** Answers with JSON. */
  static Route json(String json) {
    return exchange -> exchange.send(200, "application/json", json);
  }

  /** Answers with a status and nothing else. */
  static Route status(int status) {
    return exchange -> exchange.send(status, "text/html", "<title>" + status + "</title>");
  }

  /** Sends to another address. */
  static Route redirect(int status, String target) {
    return exchange -> {
      exchange.header("Location", target);
      exchange.send(status, "text/html", "");
    };
  }

  /** Answers with a page of a version, and with 304 to who has it. */
  static Route versioned(String etag, String html) {
    return exchange -> {
      exchange.header("ETag", etag);
      if (etag.equals(exchange.requestHeader("If-None-Match"))) {
        exchange.send(304, "text/html", "");
      } else {
        exchange.send(200, "text/html; charset=utf-8", html);
      }
    };
  }
}
