package io.millrace.node;

import io.millrace.error.MillraceException;

/** A place in a list that is none; unlike one beyond its end, Dify treats it as unexpected. */
final class InvalidSerialException extends MillraceException {
  private static final long serialVersionUID = 1L;

  InvalidSerialException(String message) {
    super(message);
  }
}
