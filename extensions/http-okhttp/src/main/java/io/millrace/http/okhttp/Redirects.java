package io.millrace.http.okhttp;

import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Where an answer sends its caller (RFC 9110 §15.4). */
final class Redirects {
  private static final Set<Integer> AS_GET = Set.of(301, 302, 303);
  private static final Set<Integer> AS_IS = Set.of(307, 308);

  private Redirects() {}

  /** Returns the next request, or {@code null} when the answer is final. */
  static @Nullable Request follow(Response response) {
    int status = response.code();
    if (!AS_GET.contains(status) && !AS_IS.contains(status)) {
      return null;
    }
    String location = response.header("Location");
    HttpUrl from = response.request().url();
    HttpUrl to = location == null ? null : from.resolve(location);
    if (to == null) {
      return null;
    }
    Request.Builder next = response.request().newBuilder().url(to);
    String method = response.request().method();
    if (AS_GET.contains(status) && !method.equals("GET") && !method.equals("HEAD")) {
      next.get().removeHeader("Content-Type").removeHeader("Content-Length");
    }
    if (!sameOrigin(from, to)) {
      next.removeHeader("Authorization").removeHeader("Cookie").removeHeader("Host");
    }
    return next.build();
  }

  private static boolean sameOrigin(HttpUrl from, HttpUrl to) {
    return from.scheme().equals(to.scheme())
        && from.host().equals(to.host())
        && from.port() == to.port();
  }
}
