package io.millrace.tool.chunk;

import io.millrace.error.MillraceException;

/** A column that a table does not have; the message says which, or why it cannot be one. */
final class ColumnException extends MillraceException {
  private static final long serialVersionUID = 1L;

  ColumnException(String message) {
    super(message);
  }
}
