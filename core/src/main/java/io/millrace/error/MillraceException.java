package io.millrace.error;

import org.jspecify.annotations.Nullable;

/**
 * The unchecked root of every exception Millrace throws on purpose.
 *
 * <p>Each feature keeps its own subclass beside it. A message names what was wrong, what was
 * possible and what to do; it never carries a secret.
 *
 * @since 0.1
 */
public class MillraceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MillraceException(String message) {
    super(message);
  }

  public MillraceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
