package io.millrace.node;

import static java.util.Objects.requireNonNull;

import io.millrace.error.MillraceException;

/** A variable that cannot be assigned as asked. */
final class AssignerException extends MillraceException {
  private static final long serialVersionUID = 1L;

  AssignerException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
