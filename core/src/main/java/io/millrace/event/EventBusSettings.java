package io.millrace.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much an {@link EventBus} keeps, and how long it waits for those who listen.
 *
 * @param bufferSize how many events of a run are kept for its subscribers, and how many wait for
 *     each engine-wide listener; from 1 to 1,048,576, default 8,192
 * @param subscriberTimeout how long publishers wait in all for one slow subscriber or listener
 *     before it is cut off; positive and at most a day, default 30 seconds
 * @since 0.1
 */
public record EventBusSettings(int bufferSize, Duration subscriberTimeout) {
  private static final int MOST_EVENTS = 1 << 20;

  /** 8,192 events a run, 30 seconds a subscriber. */
  public static final EventBusSettings DEFAULT =
      new EventBusSettings(8_192, Duration.ofSeconds(30));

  public EventBusSettings {
    if (bufferSize < 1 || bufferSize > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "bufferSize must be from 1 to %d, was %d".formatted(MOST_EVENTS, bufferSize));
    }
    requireNonNull(subscriberTimeout, "subscriberTimeout");
    if (subscriberTimeout.isNegative()
        || subscriberTimeout.isZero()
        || subscriberTimeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "subscriberTimeout must be positive and at most a day, was " + subscriberTimeout);
    }
  }
}
