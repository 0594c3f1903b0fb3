package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/** One chunk, whatever shape it came in: a text, a parent with its children, or a question. */
record Chunk(
    String content,
    @Nullable String answer,
    ImmutableList<String> children,
    ImmutableList<Attachment> attachments) {
  Chunk(String content, @Nullable String answer, ImmutableList<String> children) {
    this(content, answer, children, ImmutableList.of());
  }

  /** Returns whether a search could never find the text. */
  static boolean isBlank(String text) {
    for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (!Character.isWhitespace(point)
          && !Character.isSpaceChar(point)
          && !Character.isISOControl(point)
          && Character.getType(point) != Character.FORMAT) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether nothing of this chunk is worth keeping. */
  boolean isBlank() {
    return isBlank(content)
        && (answer == null || isBlank(answer))
        && children.isEmpty()
        && attachments.isEmpty();
  }
}
