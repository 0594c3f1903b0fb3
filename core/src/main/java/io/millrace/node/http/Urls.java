package io.millrace.node.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes addresses of what people write. */
final class Urls {
  private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";

  private Urls() {}

  /**
   * Returns the address with its parameters.
   *
   * @throws RequestException if there is none, or it is not an http or https one
   */
  static URI of(String url, List<Pair> parameters) {
    if (url.isEmpty()) {
      throw new RequestException("InvalidURLError", "url is required");
    } else if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw new RequestException("InvalidURLError", "url should start with http:// or https://");
    }
    int fragment = url.indexOf('#');
    String address = fragment < 0 ? url : url.substring(0, fragment);
    if (!parameters.isEmpty()) {
      address += (address.contains("?") ? "&" : "?") + RequestText.query(parameters, false);
    }
    try {
      URI uri = URI.create(encoded(address));
      if (uri.getHost() == null) {
        throw new RequestException("InvalidURLError", "url has no host");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new RequestException("InvalidURLError", "url is not a valid address", e);
    }
  }

  /** Returns the text with what an address cannot hold percent-encoded. */
  static String encoded(String url) {
    StringBuilder out = new StringBuilder(url.length());
    url.codePoints()
        .forEach(
            c -> {
              boolean letter =
                  (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
              if (letter || LEGAL.indexOf(c) >= 0) {
                out.appendCodePoint(c);
                return;
              }
              for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                out.append('%').append(String.format("%02X", b & 0xff));
              }
            });
    return out.toString();
  }
}
