package io.millrace.tool.chunk;

import org.jspecify.annotations.Nullable;

/** A text with ranges replaced, from left to right; nothing is copied until something is. */
final class Rewrite {
  /** From this length on, a substring copied whole is faster than characters copied one by one. */
  private static final int WORTH_A_SUBSTRING = 32;

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
    copy(builder, start).append(replacement);
    copied = end;
  }

  /** Returns the text that came out; the very same one when nothing was replaced. */
  String finish() {
    StringBuilder builder = rewritten;
    return builder == null ? text : copy(builder, text.length()).toString();
  }

  private StringBuilder copy(StringBuilder builder, int end) {
    return end - copied < WORTH_A_SUBSTRING
        ? builder.append(text, copied, end)
        : builder.append(text.substring(copied, end));
  }
}
