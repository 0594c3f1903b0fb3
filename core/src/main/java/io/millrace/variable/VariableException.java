package io.millrace.variable;

import io.millrace.error.MillraceException;

/**
 * A value, selector or template that cannot be used as asked.
 *
 * @since 0.1
 */
public class VariableException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public VariableException(String message) {
    super(message);
  }
}
