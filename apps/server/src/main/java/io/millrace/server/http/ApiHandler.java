package io.millrace.server.http;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Receives every request: gives it an id and the security headers, and hands it to its route. */
final class ApiHandler extends Handler.Abstract {
  static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final RouteTable routes;
  private final Gate gate;
  private final DatasetGuard datasets;
  private final HttpLimits limits;
  private final Heartbeat heartbeat;
  private final ConnectionWatch connections;
  private final Traffic traffic;

  ApiHandler(
      RouteTable routes,
      Gate gate,
      DatasetGuard datasets,
      HttpLimits limits,
      Heartbeat heartbeat,
      ConnectionWatch connections,
      Traffic traffic) {
    this.routes = routes;
    this.gate = gate;
    this.datasets = datasets;
    this.limits = limits;
    this.heartbeat = heartbeat;
    this.connections = connections;
    this.traffic = traffic;
  }

  RouteTable routes() {
    return routes;
  }

  Gate gate() {
    return gate;
  }

  DatasetGuard datasets() {
    return datasets;
  }

  HttpLimits limits() {
    return limits;
  }

  Heartbeat heartbeat() {
    return heartbeat;
  }

  Traffic traffic() {
    return traffic;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    connections.busy(request);
    Request.addCompletionListener(request, failure -> connections.idle(request));
    String id = requestId(request.getHeaders().get(REQUEST_ID));
    request.setAttribute(AccessLog.REQUEST_ID, id);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(REQUEST_ID, id);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    new Exchange(this, request, response, callback, id).begin();
    return true;
  }

  private static String requestId(@Nullable String given) {
    return given != null && SANE_ID.matcher(given).matches()
        ? given
        : Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
  }
}
