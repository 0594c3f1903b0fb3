package io.millrace.model;

import io.millrace.error.MillraceException;
import java.time.Duration;

/**
 * Not a failure: a call gave its thread back and wants to be made again after {@link #delay()}.
 * Thrown by {@link ModelCall#pause}; models must let it pass.
 *
 * @since 0.1
 */
public final class CallSuspendedException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final Duration delay;

  CallSuspendedException(Duration delay) {
    super("The call waits for " + delay + " and must then be made again");
    this.delay = delay;
  }

  /** Returns when the call wants to be made again. */
  public Duration delay() {
    return delay;
  }
}
