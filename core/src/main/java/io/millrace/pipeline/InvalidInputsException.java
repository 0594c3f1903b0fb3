package io.millrace.pipeline;

import com.google.common.collect.ImmutableList;
import io.millrace.error.MillraceException;
import java.util.List;

/**
 * Inputs that a pipeline does not accept; it carries every error.
 *
 * @since 0.1
 */
public final class InvalidInputsException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final ImmutableList<String> errors;

  /**
   * @param errors at least one, in the order of the definitions
   */
  public InvalidInputsException(List<String> errors) {
    super(String.join("; ", errors));
    this.errors = ImmutableList.copyOf(errors);
  }

  /** Returns the errors, in the texts of spec/03 §4.3. */
  public List<String> errors() {
    return errors;
  }
}
