package io.millrace.model.langchain4j;

import com.google.common.annotations.VisibleForTesting;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one provider may still be asked: requests and tokens a minute, each reserved in turn. A
 * refusal (429) halves the pace, every answer gives a twentieth of it back, and nobody asks before
 * the time that the provider named.
 */
final class Budget {
  private static final double SLOWEST = 1.0 / 16;
  private static final double RECOVERY = 1.0 / 20;

  private final TimeMeter clock;
  private final RateLimits limits;
  private final @Nullable Bucket requests;
  private final @Nullable Bucket tokens;
  private double pace = 1;
  private long closedUntilNanos;

  Budget(RateLimits limits) {
    this(limits, TimeMeter.SYSTEM_NANOTIME);
  }

  @VisibleForTesting
  Budget(RateLimits limits, TimeMeter clock) {
    this.clock = clock;
    this.limits = limits;
    this.closedUntilNanos = clock.currentTimeNanos();
    this.requests = bucket(limits.requestsPerMinute(), clock);
    this.tokens = bucket(limits.tokensPerMinute(), clock);
  }

  private static @Nullable Bucket bucket(int perMinute, TimeMeter clock) {
    if (perMinute == 0) {
      return null;
    }
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst(perMinute)).refillGreedy(perMinute, minute()))
        .withCustomTimePrecision(clock)
        .build();
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }

  /** A sixth of a minute's worth may come at once. */
  private static long burst(long perMinute) {
    return Math.max(1, perMinute / 6);
  }

  /** Returns the time, on this budget's clock, at which a call may be made; always later ones. */
  synchronized long reserve(long estimatedTokens) {
    long now = clock.currentTimeNanos();
    long wait = requests == null ? 0 : requests.consumeIgnoringRateLimits(1);
    if (tokens != null) {
      wait = Math.max(wait, tokens.consumeIgnoringRateLimits(Math.max(1, estimatedTokens)));
    }
    return Math.max(now + wait, closedUntilNanos);
  }

  /** Returns how long it is until a reserved time, or until the provider may be asked again. */
  synchronized Duration until(long reservedNanos) {
    long at = Math.max(reservedNanos, closedUntilNanos);
    return Duration.ofNanos(Math.max(0, at - clock.currentTimeNanos()));
  }

  /** Takes over what a call really took. */
  synchronized void answered(long estimatedTokens, long takenTokens) {
    if (tokens != null && takenTokens > 0) {
      long more = takenTokens - Math.max(1, estimatedTokens);
      if (more > 0) {
        var unused = tokens.consumeIgnoringRateLimits(more);
      } else if (more < 0) {
        tokens.addTokens(-more);
      }
    }
    if (pace < 1) {
      setPace(Math.min(1, pace + RECOVERY));
    }
  }

  /** Takes over a refusal. */
  synchronized void refused(Duration retryAfter) {
    closedUntilNanos = Math.max(closedUntilNanos, clock.currentTimeNanos() + retryAfter.toNanos());
    setPace(Math.max(SLOWEST, pace / 2));
  }

  synchronized double pace() {
    return pace;
  }

  private void setPace(double wanted) {
    pace = wanted;
    adapt(requests, limits.requestsPerMinute());
    adapt(tokens, limits.tokensPerMinute());
  }

  private void adapt(@Nullable Bucket bucket, int perMinute) {
    if (bucket == null) {
      return;
    }
    long paced = Math.max(1, Math.round(perMinute * pace));
    bucket.replaceConfiguration(
        BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(burst(paced)).refillGreedy(paced, minute()))
            .build(),
        TokensInheritanceStrategy.AS_IS);
  }
}
