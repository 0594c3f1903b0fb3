package io.millrace.extractor.tika;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** A JSON or YAML text that cannot be read, with the place; lines and columns count from 1. */
final class SyntaxFlaw extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;

  SyntaxFlaw(String message, int line, int column, @Nullable Throwable cause) {
    super(message, cause);
    this.line = line;
    this.column = column;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
