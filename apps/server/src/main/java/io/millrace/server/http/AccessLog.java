package io.millrace.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line an answered request, without query and key. */
final class AccessLog implements RequestLog {
  /** Attribute of the request: who called. */
  static final String CALLER = "millrace.caller";

  /** Attribute of the request: its id. */
  static final String REQUEST_ID = "millrace.request";

  private static final Logger log = LoggerFactory.getLogger("io.millrace.server.access");

  @Override
  public void log(Request request, Response response) {
    if (log.isInfoEnabled()) {
      log.info(
          "{} {} {} {} {} {} B {} ms {}",
          Request.getRemoteAddr(request),
          request.getAttribute(CALLER) instanceof Caller caller ? caller.keyId() : "-",
          request.getMethod(),
          printable(request.getHttpURI().getPath()),
          response.getStatus(),
          Response.getContentBytesWritten(response),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getHeadersNanoTime()),
          request.getAttribute(REQUEST_ID));
    }
  }

  private static String printable(@org.jspecify.annotations.Nullable String path) {
    return path == null ? "-" : path.replaceAll("[^\\x21-\\x7E]", "?");
  }
}
