package io.millrace.datasource.crawl;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.millrace.datasource.crawl.HostPace.Signal;
import io.millrace.datasource.crawl.Problem.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of one server be asked for at its pace, whoever asks. Safe for use by many threads.
 */
final class Turns {
  private static final int MOST_HOSTS = 10_000;
  private static final int AT_ONCE = 4;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Cache<String, HostPace> paces =
      CacheBuilder.newBuilder()
          .maximumSize(MOST_HOSTS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();

  private HostPace pace(String origin) {
    return paces.asMap().computeIfAbsent(origin, host -> new HostPace(0, AT_ONCE));
  }

  /** Waits for a turn; returns why there is none, or {@code null}. */
  @Nullable Problem take(String origin, long robotsDelay) {
    return take(origin, robotsDelay, LONGEST);
  }

  /** Waits for a turn, but not for ever; returns why there is none, or {@code null}. */
  @Nullable Problem take(String origin, long robotsDelay, Duration longest) {
    HostPace pace = pace(origin);
    long end = System.nanoTime() + longest.toNanos();
    synchronized (pace) {
      pace.keepDelay(robotsDelay);
      try {
        while (true) {
          long now = System.nanoTime();
          long ready = pace.ready();
          if (ready != Long.MAX_VALUE && ready - now <= 0) {
            pace.started();
            return null;
          } else if (now - end > 0) {
            return new Problem(Kind.TIMEOUT, "The server has too many pages to give at its pace");
          }
          long wait = Math.min(ready == Long.MAX_VALUE ? end - now : ready - now, end - now);
          pace.wait(wait / 1_000_000 + 1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Problem(Kind.TIMEOUT, "The wait for the server was interrupted");
      }
    }
  }

  /** Ends a turn. */
  void give(String origin, long took, Signal signal, Duration retryAfter) {
    HostPace pace = pace(origin);
    synchronized (pace) {
      pace.finished(System.nanoTime(), took, signal, retryAfter);
      pace.notifyAll();
    }
  }
}
