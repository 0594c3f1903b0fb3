package io.millrace.model;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** A model could not answer. */
public class ModelException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final boolean retriable;

  private ModelException(String message, boolean retriable, @Nullable Throwable cause) {
    super(message, cause);
    this.retriable = retriable;
  }

  /** The same call may work later: a timeout, a rate limit. */
  public static ModelException retriable(String message, @Nullable Throwable cause) {
    return new ModelException(message, true, cause);
  }

  /** The same call will fail again: bad credentials, an unknown model. */
  public static ModelException permanent(String message, @Nullable Throwable cause) {
    return new ModelException(message, false, cause);
  }

  /** Returns whether the same call may work later. */
  public boolean isRetriable() {
    return retriable;
  }
}
