package io.millrace.node;

import static java.util.Objects.requireNonNull;

import io.millrace.error.MillraceException;

/** A list operation that the list does not allow; the node fails with its inputs shown. */
final class ListOperatorException extends MillraceException {
  private static final long serialVersionUID = 1L;

  ListOperatorException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
