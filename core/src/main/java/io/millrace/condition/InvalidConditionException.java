package io.millrace.condition;

import static java.util.Objects.requireNonNull;

import io.millrace.error.MillraceException;

/**
 * Settings that spell no condition; the message names the field.
 *
 * @since 0.1
 */
public class InvalidConditionException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public InvalidConditionException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
