package io.millrace.testkit.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock on which one step passes each time it is asked, so that no two instants are equal and
 * every run shows the same ones.
 *
 * @since 0.1
 */
public final class SteppingClock extends Clock {
  private final Instant start;
  private final Duration step;
  private final ZoneId zone;
  private final AtomicLong asked;

  private SteppingClock(Instant start, Duration step, ZoneId zone, AtomicLong asked) {
    this.start = start;
    this.step = step;
    this.zone = zone;
    this.asked = asked;
  }

  /** Returns a clock that begins at the first second of 2026 and steps by a millisecond. */
  public static SteppingClock create() {
    return startingAt(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMillis(1));
  }

  /** Returns a clock that first says {@code start} and then goes on by {@code step}. */
  public static SteppingClock startingAt(Instant start, Duration step) {
    return new SteppingClock(
        requireNonNull(start, "start"),
        requireNonNull(step, "step"),
        ZoneOffset.UTC,
        new AtomicLong());
  }

  @Override
  public Instant instant() {
    return start.plus(step.multipliedBy(asked.getAndIncrement()));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteppingClock(start, step, other, asked);
  }
}
