package io.millrace.model.langchain4j;

import java.time.Duration;

/**
 * What a provider allows, and how patient calls are with it. Shared by all models, runs and engines
 * that use one provider object.
 *
 * @param requestsPerMinute 0 for no limit
 * @param tokensPerMinute of questions and answers together; 0 for no limit
 * @param maxRetries how often a call that failed for now is made again
 * @param firstDelay before the first retry; doubled for each further one, and never quite the same
 * @param maxDelay before any retry that the provider itself sets no time for
 * @since 0.1
 */
public record RateLimits(
    int requestsPerMinute,
    int tokensPerMinute,
    int maxRetries,
    Duration firstDelay,
    Duration maxDelay) {

  /** No limits until the provider refuses; four retries, after one second, two, four and eight. */
  public static final RateLimits NONE =
      new RateLimits(0, 0, 4, Duration.ofSeconds(1), Duration.ofSeconds(30));

  public RateLimits {
    if (requestsPerMinute < 0 || tokensPerMinute < 0 || maxRetries < 0) {
      throw new IllegalArgumentException(
          "requestsPerMinute, tokensPerMinute and maxRetries must be 0 or more, but were %d, %d and %d"
              .formatted(requestsPerMinute, tokensPerMinute, maxRetries));
    }
    if (firstDelay.isNegative() || maxDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "firstDelay must be 0 or more and maxDelay no shorter, but were %s and %s"
              .formatted(firstDelay, maxDelay));
    }
  }

  /** Returns the same with limits a minute. */
  public RateLimits perMinute(int requests, int tokens) {
    return new RateLimits(requests, tokens, maxRetries, firstDelay, maxDelay);
  }

  /** Returns the same with another patience. */
  public RateLimits retrying(int times, Duration first, Duration longest) {
    return new RateLimits(requestsPerMinute, tokensPerMinute, times, first, longest);
  }
}
