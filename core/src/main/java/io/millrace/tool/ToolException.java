package io.millrace.tool;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A tool call that failed; its message becomes the node's error.
 *
 * @since 0.1
 */
public class ToolException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public ToolException(String message) {
    super(message);
  }

  public ToolException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
