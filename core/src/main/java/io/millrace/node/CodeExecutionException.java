package io.millrace.node;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * Code that failed or was stopped. The node fails with this text and the error type {@code
 * SandboxCodeExecutionError}.
 *
 * @since 0.1
 */
public class CodeExecutionException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public CodeExecutionException(String message) {
    super(message);
  }

  public CodeExecutionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
