package io.millrace.model.langchain4j;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.millrace.model.CallSuspendedException;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;

/**
 * Makes the calls of one provider within its budget, and makes those again that failed for now: so
 * many times, and never past the call's deadline.
 *
 * <p>What a call that gave its thread back has reserved and how often it failed is kept under its
 * id, for an hour at most.
 */
final class Throttle {
  private final String provider;
  private final RateLimits limits;
  private final Budget budget;
  private final Cache<String, State> states =
      CacheBuilder.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(1)).build();

  /** One attempt of a call. */
  interface Attempt<T> {
    /**
     * Makes it.
     *
     * @throws ModelException if it failed
     */
    T make();

    /** Returns whether the caller has seen a part of the answer, so that it cannot begin anew. */
    default boolean begun() {
      return false;
    }
  }

  /** What is known of a call between its attempts. */
  private static final class State {
    private boolean reserved;
    private long reservedNanos;
    private int failures;
  }

  Throttle(String provider, RateLimits limits) {
    this(provider, limits, new Budget(limits));
  }

  Throttle(String provider, RateLimits limits, Budget budget) {
    this.provider = provider;
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * Makes a call.
   *
   * @param estimate how many tokens it will probably take
   * @param taken how many an answer took; 0 when it does not say
   */
  <T> T call(ModelCall call, long estimate, ToLongFunction<T> taken, Attempt<T> attempt) {
    State state = states.asMap().computeIfAbsent(call.id(), id -> new State());
    try {
      while (true) {
        awaitTurn(call, estimate, state);
        try {
          T answer = attempt.make();
          budget.answered(estimate, taken.applyAsLong(answer));
          states.invalidate(call.id());
          return answer;
        } catch (CallSuspendedException nested) {
          throw nested;
        } catch (ModelException e) {
          afterFailure(call, state, attempt, e);
        }
      }
    } catch (CallSuspendedException suspended) {
      throw suspended;
    } catch (RuntimeException | Error e) {
      states.invalidate(call.id());
      throw e;
    }
  }

  private void awaitTurn(ModelCall call, long estimate, State state) {
    if (!state.reserved) {
      state.reserved = true;
      state.reservedNanos = budget.reserve(estimate);
    }
    Duration wait = budget.until(state.reservedNanos);
    while (wait.compareTo(Duration.ofMillis(1)) >= 0) {
      call.pause(wait, "The budget of model provider '" + provider + "' is used up for now");
      wait = budget.until(state.reservedNanos);
    }
    if (call.cancelled()) {
      throw ModelException.permanent("The call was cancelled", null);
    }
    state.reserved = false;
  }

  private void afterFailure(
      ModelCall call, State state, Attempt<?> attempt, ModelException failure) {
    state.failures++;
    Duration delay = failure.retryAfter().orElseGet(() -> backoff(state.failures));
    if (failure.retryAfter().isPresent()) {
      budget.refused(delay);
    }
    if (!failure.isRetriable() || attempt.begun() || call.cancelled() || call.left().isZero()) {
      throw failure;
    } else if (state.failures > limits.maxRetries()) {
      throw state.failures == 1 ? failure : givenUp(failure, state.failures);
    }
    call.pause(delay, String.valueOf(failure.getMessage()));
  }

  private static ModelException givenUp(ModelException failure, int attempts) {
    String message = failure.getMessage() + " (given up after " + attempts + " attempts)";
    return failure
        .retryAfter()
        .map(after -> ModelException.busy(message, after, failure))
        .orElseGet(() -> ModelException.retriable(message, failure));
  }

  private Duration backoff(int failures) {
    long longest = limits.maxDelay().toMillis();
    long doubled = limits.firstDelay().toMillis() << Math.min(20, failures - 1);
    long most = Math.max(1, Math.min(longest, doubled));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
