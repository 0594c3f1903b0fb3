package io.millrace.datasource.crawl;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, in one crawl: its cookies, and the headers with which it signs in at some hosts. Safe
 * for use by many threads.
 */
final class Visitor {
  static final String USER_AGENT = "Mozilla/5.0 (compatible; " + RobotsCache.AGENT + "/0.1)";

  /** The field of a credential that holds headers, one a line: {@code host Name: value}. */
  static final String HEADERS_FIELD = "site_headers";

  private static final int MOST_COOKIES = 500;
  private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();

  private final ImmutableListMultimap<String, Header> headers;
  private final CookieStore jar = new CookieManager().getCookieStore();
  private final CookieManager cookies = new CookieManager(jar, this::accepts);
  private volatile boolean any;

  private record Header(String name, String value) {}

  /**
   * @param siteHeaders lines as in {@link #HEADERS_FIELD}, or {@code null} for none
   */
  Visitor(@Nullable String siteHeaders) {
    ImmutableListMultimap.Builder<String, Header> byHost = ImmutableListMultimap.builder();
    int number = 0;
    for (String line : LINES.split(siteHeaders == null ? "" : siteHeaders)) {
      number++;
      int blank = line.indexOf(' ');
      int colon = line.indexOf(':', Math.max(0, blank));
      HostName host = blank < 0 ? null : HostName.parse(line.substring(0, blank), "https");
      if (host == null || colon < 0) {
        throw DatasourceException.permanent(
            ("Line %d of the credential's %s cannot be used. Write a host, a blank, and a header,"
                    + " such as wiki.example.org Authorization: Bearer …")
                .formatted(number, HEADERS_FIELD),
            null);
      }
      byHost.put(
          host.host(),
          new Header(line.substring(blank + 1, colon).strip(), line.substring(colon + 1).strip()));
    }
    this.headers = byHost.build();
  }

  /** Takes what replaces a cookie, and no more cookies when there are enough. */
  private boolean accepts(URI uri, HttpCookie cookie) {
    any = true;
    List<HttpCookie> kept = jar.getCookies();
    return CookiePolicy.ACCEPT_ORIGINAL_SERVER.shouldAccept(uri, cookie)
        && (kept.size() < MOST_COOKIES || kept.contains(cookie));
  }

  /** Passes on what is sent along to an address. */
  void headers(WebAddress address, BiConsumer<String, String> sent) {
    if (!headers.isEmpty()) {
      headers.get(address.host()).forEach(header -> sent.accept(header.name(), header.value()));
    }
    if (any) {
      try {
        cookies
            .get(address.uri(), Map.of())
            .forEach((name, values) -> values.forEach(value -> sent.accept(name, value)));
      } catch (IOException e) {
        throw DatasourceException.permanent("Cookies cannot be read: " + e.getMessage(), e);
      }
    }
  }

  /** Keeps the cookies of an answer. */
  void answered(WebAddress address, HttpReply reply) throws IOException {
    List<String> set = reply.headers().get("set-cookie");
    if (!set.isEmpty()) {
      try {
        cookies.put(address.uri(), Map.of("Set-Cookie", set));
      } catch (IllegalArgumentException unreadable) {
        throw new IOException("A cookie of the server cannot be read", unreadable);
      }
    }
  }
}
