package io.millrace.datasource.drive;

import com.google.common.base.CharMatcher;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes names of strangers fit to be shown, and to be written on any disk by whoever exports. */
final class SafeNames {
  private static final int LONGEST_ON_DISK = 255;
  private static final int LONGEST_SHOWN = 255;
  private static final CharMatcher FORBIDDEN =
      CharMatcher.javaIsoControl()
          .or(CharMatcher.anyOf("\\/:*?\"<>|"))
          // marks that turn the direction of the text, and so the extension, around
          .or(CharMatcher.inRange('\u202a', '\u202e'))
          .or(CharMatcher.inRange('\u2066', '\u2069'))
          .precomputed();
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])\\s*(\\..*)?");

  private SafeNames() {}

  /** Returns the last part of a path as a name that is no path and no device. */
  static String of(String path) {
    String whole = CharMatcher.is('/').trimTrailingFrom(path);
    String name = FORBIDDEN.replaceFrom(whole.substring(whole.lastIndexOf('/') + 1), '_');
    name = CharMatcher.anyOf(". ").trimTrailingFrom(name.strip());
    if (name.isEmpty()) {
      return "untitled";
    }
    if (RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      name = "_" + name;
    }
    return bytes(name) <= LONGEST_ON_DISK ? name : shortened(name);
  }

  /** Names on a disk are as long as their bytes. */
  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Keeps the extension, and cuts no character in two. */
  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
    int left = LONGEST_ON_DISK - bytes(extension);
    int end = 0;
    int next = name.offsetByCodePoints(end, 1);
    while (bytes(name.substring(end, next)) <= left) {
      left -= bytes(name.substring(end, next));
      end = next;
      next = name.offsetByCodePoints(end, 1);
    }
    return name.substring(0, end) + extension;
  }

  /** Returns a text on one line, not endless, for messages. */
  static String quoted(Object text) {
    String line = CharMatcher.javaIsoControl().replaceFrom(text.toString(), '?');
    return "'"
        + (line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…")
        + "'";
  }
}
