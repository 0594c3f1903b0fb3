package io.millrace.datasource;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A page that a browser did not show.
 *
 * @since 0.1
 */
public final class RenderException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final boolean unavailable;

  private RenderException(boolean unavailable, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.unavailable = unavailable;
  }

  /** There is no browser: no page can be shown. */
  public static RenderException unavailable(String message, @Nullable Throwable cause) {
    return new RenderException(true, message, cause);
  }

  /** This page cannot be shown. */
  public static RenderException failed(String message, @Nullable Throwable cause) {
    return new RenderException(false, message, cause);
  }

  /** Returns whether there is no browser at all. */
  public boolean isUnavailable() {
    return unavailable;
  }
}
