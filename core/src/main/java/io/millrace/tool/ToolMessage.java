package io.millrace.tool;

import io.millrace.file.FileRef;
import org.jspecify.annotations.Nullable;

/**
 * One thing a tool says. The {@code tool} node makes its outputs of them: texts are concatenated,
 * JSON objects and files listed, variables put under their own names (spec/04 §5).
 *
 * @since 0.1
 */
public sealed interface ToolMessage {

  /** A piece of text. */
  record Text(String text) implements ToolMessage {}

  /** A link; shows as {@code Link: <url>} and a newline in the text. */
  record Link(String url) implements ToolMessage {}

  /** A JSON value. */
  record Json(@Nullable Object value) implements ToolMessage {}

  /** An output of its own name. */
  record Variable(String name, @Nullable Object value) implements ToolMessage {}

  /** A file that the tool has put into the file store. */
  record File(FileRef file) implements ToolMessage {}

  /**
   * What people should know and no later node does: it goes into the node's warnings, not into its
   * outputs.
   */
  record Warning(String text) implements ToolMessage {}
}
