package io.millrace.datasource;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * Something a datasource could not read; its message becomes the node's error.
 *
 * @since 0.1
 */
public class DatasourceException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final boolean retriable;

  private DatasourceException(String message, boolean retriable, @Nullable Throwable cause) {
    super(message, cause);
    this.retriable = retriable;
  }

  /** The same read may work later: a timeout, a rate limit. */
  public static DatasourceException retriable(String message, @Nullable Throwable cause) {
    return new DatasourceException(message, true, cause);
  }

  /** The same read will fail again: a missing file, bad credentials. */
  public static DatasourceException permanent(String message, @Nullable Throwable cause) {
    return new DatasourceException(message, false, cause);
  }

  /** Returns whether the same read may work later. */
  public boolean isRetriable() {
    return retriable;
  }
}
