package io.millrace.node;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A node whose settings cannot be used.
 *
 * @since 0.1
 */
public class InvalidNodeException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public InvalidNodeException(String message) {
    super(message);
  }

  public InvalidNodeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
