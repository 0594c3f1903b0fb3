package io.millrace.python;

import static java.util.Objects.requireNonNull;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** A value or a text that Python could not convert, compare or print either. */
public class ConversionException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public ConversionException(String message) {
    super(message);
  }

  public ConversionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
