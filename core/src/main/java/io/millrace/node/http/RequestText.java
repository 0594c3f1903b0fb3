package io.millrace.node.http;

import com.google.common.net.UrlEscapers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A request as events show it: as it goes over the wire, credentials masked. */
final class RequestText {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key");

  private RequestText() {}

  /**
   * Returns the text.
   *
   * @param keyHeader the header that carries the node's own key
   */
  static String of(
      String method,
      Rendered url,
      List<Pair> parameters,
      List<Pair> headers,
      String keyHeader,
      String body) {
    StringBuilder text = new StringBuilder();
    text.append(method.toUpperCase(Locale.ROOT)).append(' ').append(path(url, parameters));
    text.append(" HTTP/1.1\r\nHost: ").append(host(url.shown())).append("\r\n");
    for (Pair header : headers) {
      String name = header.name().shown();
      String value = header.value().shown();
      boolean secret =
          CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)) || name.equalsIgnoreCase(keyHeader);
      text.append(name).append(": ").append(secret ? "*".repeat(value.length()) : value);
      text.append("\r\n");
    }
    if (!body.isEmpty()) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      text.append("Content-Length: ").append(length).append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  private static String path(Rendered url, List<Pair> parameters) {
    String shown = url.shown().replaceFirst("^https?://[^/?#]*", "").replaceFirst("#.*$", "");
    String path = shown.isEmpty() || shown.startsWith("?") ? "/" + shown : shown;
    if (parameters.isEmpty()) {
      return path;
    }
    return path + (path.contains("?") ? "&" : "?") + query(parameters, true);
  }

  private static String host(String url) {
    try {
      String host = URI.create(Urls.encoded(url)).getAuthority();
      return host == null ? "" : host.replaceFirst("^.*@", "");
    } catch (IllegalArgumentException notAUrl) {
      return "";
    }
  }

  static String query(List<Pair> parameters, boolean shown) {
    var escaper = UrlEscapers.urlFormParameterEscaper();
    return parameters.stream()
        .map(
            pair ->
                escaper.escape(shown ? pair.name().shown() : pair.name().text())
                    + "="
                    + escaper.escape(shown ? pair.value().shown() : pair.value().text()))
        .collect(Collectors.joining("&"));
  }
}
