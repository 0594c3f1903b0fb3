package io.millrace;

import io.millrace.error.MillraceException;

/**
 * An answer that nobody waits for, or that is none of what was asked.
 *
 * @since 0.1
 */
public final class InvalidSubmissionException extends MillraceException {
  private static final long serialVersionUID = 1L;

  InvalidSubmissionException(String message) {
    super(message);
  }
}
