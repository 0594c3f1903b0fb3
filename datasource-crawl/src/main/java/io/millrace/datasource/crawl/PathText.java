package io.millrace.datasource.crawl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spells paths and queries in one way (RFC 3986 §6.2.2). */
final class PathText {
  private static final String HEX = "0123456789ABCDEF";

  private PathText() {}

  /** Returns a path that begins with a slash, without dot segments, with escapes as needed. */
  static String normal(String path) {
    String slashed = path.indexOf('\\') >= 0 ? path.replace('\\', '/') : path;
    String rooted = slashed.startsWith("/") ? slashed : "/" + slashed;
    String escaped = escaped(rooted);
    return escaped.contains("/.") ? withoutDots(escaped) : escaped;
  }

  private static String withoutDots(String path) {
    List<String> kept = new ArrayList<>();
    boolean folder = false;
    for (int start = 1, slash; start <= path.length(); start = slash + 1) {
      slash = path.indexOf('/', start);
      slash = slash < 0 ? path.length() : slash;
      String part = path.substring(start, slash);
      boolean last = slash == path.length();
      folder = last && (part.equals(".") || part.equals(".."));
      if (part.equals("..")) {
        if (!kept.isEmpty()) {
          kept.remove(kept.size() - 1);
        }
      } else if (!part.equals(".")) {
        kept.add(part);
      }
    }
    return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
  }

  /** Escapes what must be, unescapes what need not be, and writes escapes in capitals. */
  static String escaped(String text) {
    int clean = 0;
    while (clean < text.length() && isPlain(text.charAt(clean))) {
      clean++;
    }
    return clean == text.length() ? text : rewritten(text, clean);
  }

  private static String rewritten(String text, int from) {
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
    for (int i = from; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '%') {
        int value = hex(text, i + 1);
        if (value < 0) {
          out.append("%25");
          i++;
        } else {
          escape(out, value, isUnreserved(value));
          i += 3;
        }
      } else if (c < 0x80) {
        escape(out, c, isPlain((char) c));
        i++;
      } else {
        for (byte b : new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8)) {
          escape(out, b & 0xff, false);
        }
        i += Character.charCount(c);
      }
    }
    return out.toString();
  }

  private static void escape(StringBuilder out, int value, boolean plain) {
    if (plain) {
      out.append((char) value);
    } else {
      out.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
    }
  }

  private static int hex(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static boolean isPlain(char c) {
    return isUnreserved(c) || (c > ' ' && c < 0x7f && "%\"<>\\^`{|}[]#".indexOf(c) < 0);
  }

  /** Returns the last part of a path, or {@code null} when it names a folder. */
  static @Nullable String fileName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? null : name;
  }
}
