package io.millrace.datasource.crawl;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells addresses that mean one page from those that do not: scheme, {@code index.html}, a slash at
 * the end, doubled slashes and the order of parameters make no difference.
 */
final class CanonicalUrl {
  private static final Splitter PARAMETERS = Splitter.on('&');
  private static final Set<String> INDEX_FILES =
      Set.of("index.html", "index.htm", "index.php", "default.html", "default.htm");

  private CanonicalUrl() {}

  /** Returns the same text for addresses that mean the same page. */
  static String key(WebAddress address) {
    StringBuilder key = new StringBuilder(64).append(address.host());
    if (address.port() >= 0) {
      key.append(':').append(address.port());
    }
    path(address.path(), key);
    String query = address.query();
    if (query != null) {
      key.append('?').append(sorted(query));
    }
    return key.toString();
  }

  /** Returns 64 bits of the key: one in ten million crawls of a million pages mistakes two. */
  static long fingerprint(WebAddress address) {
    return Hashing.farmHashFingerprint64()
        .hashBytes(key(address).getBytes(StandardCharsets.UTF_8))
        .asLong();
  }

  private static void path(String path, StringBuilder key) {
    int end = path.length();
    int name = path.lastIndexOf('/') + 1;
    if (INDEX_FILES.contains(path.substring(name))) {
      end = name;
    }
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = path.charAt(i);
      if (c != '/' || i == 0 || path.charAt(i - 1) != '/') {
        key.append(c);
      }
    }
  }

  private static String sorted(String query) {
    if (query.indexOf('&') < 0) {
      return query;
    }
    return String.join("&", new TreeSet<>(PARAMETERS.splitToList(query)));
  }
}
