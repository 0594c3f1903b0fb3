package io.millrace.datasource.drive;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends a call again where that may help: as long as the service says, or ever longer. Where nobody
 * listens, that rarely helps: it is tried for a few seconds only.
 */
final class Retries {
  private static final int MAX_REFUSED = 3;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration LONGEST_IN_ALL = Duration.ofMinutes(5);

  private final int max;
  private final Duration delay;

  Retries(int max, Duration delay) {
    this.max = max;
    this.delay = delay;
  }

  /** Reads {@code drive.retries} and {@code drive.retry-delay-ms}. */
  static Retries of(Map<String, String> settings) {
    try {
      return new Retries(
          Integer.parseUnsignedInt(settings.getOrDefault("drive.retries", "5")),
          Duration.ofMillis(
              Math.max(1, Long.parseLong(settings.getOrDefault("drive.retry-delay-ms", "500")))));
    } catch (NumberFormatException e) {
      throw DatasourceException.permanent(
          "Settings drive.retries and drive.retry-delay-ms must be whole numbers", e);
    }
  }

  /**
   * Returns the first answer that need not be asked for again, or the last one.
   *
   * @param again whether an answer says to ask again
   */
  HttpReply send(CheckedSupplier<HttpReply> call, Predicate<HttpReply> again) throws IOException {
    Duration longest =
        delay.multipliedBy(32).compareTo(LONGEST_WAIT) < 0 ? delay.multipliedBy(32) : LONGEST_WAIT;
    RetryPolicy<HttpReply> policy =
        RetryPolicy.<HttpReply>builder()
            .handleIf((reply, problem) -> problem == null ? again.test(reply) : mayPass(problem))
            .withBackoff(delay, longest.plusMillis(1))
            .withJitter(0.25)
            .withDelayFn(context -> asked(context.getLastResult()))
            .withMaxRetries(max)
            .withMaxDuration(LONGEST_IN_ALL)
            .onRetry(
                event -> {
                  HttpReply last = event.getLastResult();
                  if (last != null) {
                    last.close();
                  }
                })
            .build();
    return call(Failsafe.with(policy, afterA(ConnectException.class)), call);
  }

  /** Returns a connection that is not made of HTTP calls, where that does not succeed at once. */
  <T> T connect(CheckedSupplier<T> connecting) throws IOException {
    return call(Failsafe.with(afterA(IOException.class)), connecting);
  }

  private <T> RetryPolicy<T> afterA(Class<? extends IOException> problem) {
    return RetryPolicy.<T>builder()
        .handle(problem)
        .withBackoff(delay, delay.multipliedBy(1 << MAX_REFUSED))
        .withMaxRetries(Math.min(max, MAX_REFUSED))
        .build();
  }

  private static <T> T call(FailsafeExecutor<T> executor, CheckedSupplier<T> call)
      throws IOException {
    try {
      return executor.get(call);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw DatasourceException.retriable("Waiting to try again was interrupted", e);
      } else if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e;
    }
  }

  private static boolean mayPass(Throwable problem) {
    return problem instanceof IOException
        && !(problem instanceof UnknownHostException)
        && !(problem instanceof ConnectException);
  }

  /** Returns how long {@code Retry-After} asks to wait; a negative time where it does not. */
  private static Duration asked(@Nullable HttpReply reply) {
    String text = reply == null ? null : reply.header("retry-after").orElse(null);
    if (text == null) {
      return Duration.ofSeconds(-1);
    }
    Duration wait;
    try {
      wait = Duration.ofMillis((long) (Double.parseDouble(text.strip()) * 1000));
    } catch (NumberFormatException notSeconds) {
      try {
        Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
        wait = Duration.between(Instant.now(), then);
      } catch (DateTimeParseException unreadable) {
        return Duration.ofSeconds(-1);
      }
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
