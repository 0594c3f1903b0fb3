package io.millrace.tool.chunk;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A chunk that gives context, and the smaller chunks in it that are searched.
 *
 * @param content the parent's text
 * @param children the texts of the children, in order; may be empty
 * @since 0.1
 */
public record ParentChunk(String content, List<String> children) {
  public ParentChunk {
    requireNonNull(content, "content");
    children = List.copyOf(children);
  }
}
