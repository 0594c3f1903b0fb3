package io.millrace.http;

import io.millrace.error.MillraceException;
import java.net.URI;

/**
 * A server answered with more than the caller allows.
 *
 * @since 0.1
 */
public final class BodyTooLargeException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final long limit;

  BodyTooLargeException(URI uri, long limit) {
    super(
        "The answer of %s is larger than the %,d bytes that are allowed"
            .formatted(uri.getHost(), limit));
    this.limit = limit;
  }

  /** Returns how many bytes were allowed. */
  public long limit() {
    return limit;
  }
}
