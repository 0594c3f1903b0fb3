package io.millrace.datasource.drive;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Text in URLs, encoded as RFC 3986 and every signature want it. */
public final class UrlText {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private UrlText() {}

  /** Encodes everything but unreserved characters. */
  public static String encode(String text) {
    return encode(text, false);
  }

  /** Encodes a path: slashes stay. */
  public static String path(String text) {
    return encode(text, true);
  }

  private static String encode(String text, boolean slashes) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf((char) b) >= 0 || (slashes && b == '/')) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return encoded.toString();
  }

  /** Returns a query or a form, in the order of the map. */
  public static String form(Map<String, String> values) {
    StringBuilder form = new StringBuilder();
    values.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return form.toString();
  }

  /**
   * Returns whether a path has a part that URLs take for a way up or for nothing: {@code .} or
   * {@code ..}. An HTTP client may resolve it, and so ask for something else.
   */
  public static boolean hasDots(String path) {
    return ("/" + path + "/").contains("/./") || ("/" + path + "/").contains("/../");
  }
}
