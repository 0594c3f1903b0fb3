package io.millrace.model;

import io.millrace.error.MillraceException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model could not answer.
 *
 * @since 0.1
 */
public class ModelException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final boolean retriable;
  private final @Nullable Duration retryAfter;

  private ModelException(
      String message, boolean retriable, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retriable = retriable;
    this.retryAfter = retryAfter;
  }

  /** The same call may work later: a timeout, a rate limit. */
  public static ModelException retriable(String message, @Nullable Throwable cause) {
    return new ModelException(message, true, null, cause);
  }

  /** The provider refused for now and said when it will not: a rate limit. */
  public static ModelException busy(
      String message, Duration retryAfter, @Nullable Throwable cause) {
    return new ModelException(message, true, retryAfter, cause);
  }

  /** The same call will fail again: bad credentials, an unknown model. */
  public static ModelException permanent(String message, @Nullable Throwable cause) {
    return new ModelException(message, false, null, cause);
  }

  /** Returns whether the same call may work later. */
  public boolean isRetriable() {
    return retriable;
  }

  /** Returns how long the provider asked to wait, when it did. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
