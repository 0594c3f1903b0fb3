package io.millrace.cli;

import io.millrace.error.MillraceException;

/** Something on the command line that cannot be used. */
final class BadInputException extends MillraceException {
  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }
}
