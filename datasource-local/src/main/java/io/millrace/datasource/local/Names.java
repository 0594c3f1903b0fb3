package io.millrace.datasource.local;

import com.google.common.base.CharMatcher;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of paths, for people and for messages. */
final class Names {
  private static final int LONGEST = 300;

  private Names() {}

  /**
   * Returns the last part of a path, read as UTF-8 whatever the locale: by way of the URI, which
   * has the bytes of the name.
   */
  static String last(Path path) {
    String uri = CharMatcher.is('/').trimTrailingFrom(path.toUri().getRawPath());
    String name = uri.substring(uri.lastIndexOf('/') + 1);
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Returns a path or a pattern quoted and on one line. */
  static String quoted(Object path) {
    String line = CharMatcher.javaIsoControl().replaceFrom(path.toString(), '?');
    return "'" + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…") + "'";
  }
}
