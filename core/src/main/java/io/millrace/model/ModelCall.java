package io.millrace.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The terms of one call of a model: by when it must have ended, whether it is still wanted, and how
 * it waits.
 *
 * <p>A call that waits for a provider's limits either blocks its thread ({@link #blocking}) or
 * gives it back ({@link #suspending}): then {@link #pause} throws a {@link CallSuspendedException},
 * and the caller makes the same call again, with the same {@link #id()}, when the time has passed.
 *
 * @since 0.1
 */
public final class ModelCall {
  private static final long LOOK_MILLIS = 50;

  private final String id;
  private final Instant deadline;
  private final BooleanSupplier cancelled;
  private final boolean suspends;

  private ModelCall(String id, Instant deadline, BooleanSupplier cancelled, boolean suspends) {
    this.id = requireNonNull(id, "id");
    this.deadline = requireNonNull(deadline, "deadline");
    this.cancelled = requireNonNull(cancelled, "cancelled");
    this.suspends = suspends;
  }

  /** Returns the terms of a call whose waits block the calling thread. */
  public static ModelCall blocking(Instant deadline, BooleanSupplier cancelled) {
    return new ModelCall(UUID.randomUUID().toString(), deadline, cancelled, false);
  }

  /** Returns the terms of a call that must end within {@code time} and is always wanted. */
  public static ModelCall within(Duration time) {
    return blocking(Instant.now().plus(time), () -> false);
  }

  /**
   * Returns the terms of a call whose waits give the thread back.
   *
   * @param id the same for every attempt of one call, and for no other call
   */
  public static ModelCall suspending(String id, Instant deadline, BooleanSupplier cancelled) {
    return new ModelCall(id, deadline, cancelled, true);
  }

  /** Returns what this call is known by to budgets. */
  public String id() {
    return id;
  }

  /** Returns when the call must have ended. */
  public Instant deadline() {
    return deadline;
  }

  /** Returns whether nobody wants the answer any more. */
  public boolean cancelled() {
    return cancelled.getAsBoolean() || Thread.currentThread().isInterrupted();
  }

  /** Returns how much time is left; zero when there is none. */
  public Duration left() {
    Duration left = Duration.between(Instant.now(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Waits before the provider is asked (again).
   *
   * @param time how long
   * @param reason why, for the message of a call that has not that much time
   * @throws ModelException if the call would then be late, or is not wanted any more
   * @throws CallSuspendedException if the call gives its thread back
   */
  public void pause(Duration time, String reason) {
    if (time.compareTo(left()) >= 0) {
      throw ModelException.retriable(
          "%s; the next attempt would be in %.1f s, but the call must end in %.1f s"
              .formatted(reason, seconds(time), seconds(left())),
          null);
    }
    if (suspends) {
      throw new CallSuspendedException(time);
    }
    block(time);
  }

  private void block(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
        if (cancelled()) {
          throw ModelException.permanent("The call was cancelled while it waited", null);
        }
        long slice = Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        var unused = new CountDownLatch(1).await(slice, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ModelException.permanent("The call was interrupted while it waited", e);
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
