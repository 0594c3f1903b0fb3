package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of addresses what names a visitor, not a page: sessions and where a click came from.
 */
final class SessionIds {
  private static final Splitter PARAMETERS = Splitter.on('&').omitEmptyStrings();

  private static final Set<String> NAMES =
      Set.of(
          "jsessionid",
          "phpsessid",
          "sessionid",
          "session_id",
          "sessid",
          "aspsessionid",
          "asp.net_sessionid",
          "cfid",
          "cftoken",
          "sid",
          "oscsid",
          "zenid",
          "gclid",
          "dclid",
          "fbclid",
          "msclkid",
          "yclid",
          "mc_cid",
          "mc_eid",
          "_ga",
          "igshid");

  private SessionIds() {}

  /** Drops path parameters like {@code ;jsessionid=…}. */
  static String withoutInPath(String path) {
    int semicolon = path.indexOf(';');
    if (semicolon < 0) {
      return path;
    }
    StringBuilder kept = new StringBuilder(path.length());
    int at = 0;
    for (; semicolon >= 0; semicolon = path.indexOf(';', at)) {
      kept.append(path, at, semicolon);
      int end = semicolon + 1;
      while (end < path.length() && path.charAt(end) != ';' && path.charAt(end) != '/') {
        end++;
      }
      if (!isSession(path.substring(semicolon + 1, end))) {
        kept.append(path, semicolon, end);
      }
      at = end;
    }
    return kept.append(path, at, path.length()).toString();
  }

  /** Drops parameters; returns {@code null} when none is left. */
  static @Nullable String withoutInQuery(String query) {
    StringBuilder kept = new StringBuilder(query.length());
    for (String parameter : PARAMETERS.split(query)) {
      if (!isSession(parameter)) {
        kept.append(kept.isEmpty() ? "" : "&").append(parameter);
      }
    }
    return kept.isEmpty() ? null : kept.toString();
  }

  private static boolean isSession(String parameter) {
    int equals = parameter.indexOf('=');
    String name = Ascii.toLowerCase(equals < 0 ? parameter : parameter.substring(0, equals));
    return name.startsWith("utm_") || name.startsWith("aspsessionid") || NAMES.contains(name);
  }
}
