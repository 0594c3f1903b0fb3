package io.millrace.event;

import java.time.Duration;

/**
 * A subscription ended because its subscriber stayed a whole buffer behind for too long.
 *
 * @since 0.1
 */
public final class SlowSubscriberException extends EventStreamException {
  private static final long serialVersionUID = 1L;

  private final long nextSequence;

  SlowSubscriberException(String subscriber, String runId, long next, EventBusSettings settings) {
    super(message(subscriber, runId, next, settings.bufferSize(), settings.subscriberTimeout()));
    this.nextSequence = next;
  }

  /** Returns the sequence of the first event that the subscriber was not given. */
  public long nextSequence() {
    return nextSequence;
  }

  private static String message(
      String subscriber, String runId, long next, int bufferSize, Duration timeout) {
    return ("Subscriber %s was too slow for run %s: it had not taken event %d when the buffer of %d"
            + " events was full, and the run has waited for it %s in all, which is the most it"
            + " may. The run goes on without it. Request sooner and do slow work on a thread of"
            + " your own, or raise bufferSize or subscriberTimeout")
        .formatted(subscriber, runId, next, bufferSize, timeout);
  }
}
