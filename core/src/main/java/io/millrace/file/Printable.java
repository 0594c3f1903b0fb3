package io.millrace.file;

import com.google.common.base.CharMatcher;

/** Makes names that people chose fit for a message: on one line, and not endless. */
final class Printable {
  private static final int LONGEST = 200;

  private Printable() {}

  static String text(String name) {
    String line = CharMatcher.javaIsoControl().replaceFrom(name, '?');
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
