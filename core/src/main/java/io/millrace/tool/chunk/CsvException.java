package io.millrace.tool.chunk;

import io.millrace.error.MillraceException;

/** A text that is no table. */
final class CsvException extends MillraceException {
  private static final long serialVersionUID = 1L;

  CsvException(String message) {
    super(message);
  }
}
