package io.millrace.event;

import io.millrace.error.MillraceException;

/**
 * The events of a run could not be had, or not to the end.
 *
 * @since 0.1
 */
public class EventStreamException extends MillraceException {
  private static final long serialVersionUID = 1L;

  EventStreamException(String message) {
    super(message);
  }
}
