package io.millrace.condition;

import static java.util.Objects.requireNonNull;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A condition that could not be decided: its variable is missing, or a value does not fit.
 *
 * @since 0.1
 */
public class ConditionException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public ConditionException(String message) {
    super(message);
  }

  public ConditionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
