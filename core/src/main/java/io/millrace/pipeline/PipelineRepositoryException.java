package io.millrace.pipeline;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A draft or version that cannot be kept, published or found.
 *
 * @since 0.1
 */
public final class PipelineRepositoryException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public PipelineRepositoryException(String message) {
    super(message);
  }

  public PipelineRepositoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
