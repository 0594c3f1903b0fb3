package io.millrace.tool.chunk;

import org.jspecify.annotations.Nullable;

/** A text with ranges replaced, from left to right; nothing is copied until something is. */
final class Rewrite {
  private final String text;
  private @Nullable StringBuilder rewritten;
  private int copied;

  Rewrite(String text) {
    this.text = text;
  }

  void replace(int start, int end, String replacement) {
    StringBuilder builder = rewritten;
    if (builder == null) {
      builder = new StringBuilder(text.length());
      rewritten = builder;
    }
    builder.append(text, copied, start).append(replacement);
    copied = end;
  }

  /** Returns the text that came out; the very same one when nothing was replaced. */
  String finish() {
    StringBuilder builder = rewritten;
    return builder == null ? text : builder.append(text, copied, text.length()).toString();
  }
}
