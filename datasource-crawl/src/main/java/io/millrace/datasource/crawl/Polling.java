package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a service again and again until what it was asked for is done, but not for ever. */
record Polling(Duration pause) {

  /** How long a service may take where the parameters do not say, in seconds. */
  static final int LONGEST_SECONDS = 3_600;

  /**
   * Returns the first answer that is one.
   *
   * @param ask returns {@code null} as long as the service is not done
   * @throws DatasourceException if it takes longer than {@code seconds}
   */
  <T> T until(Supplier<@Nullable T> ask, String what, int seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (true) {
      T answer = ask.get();
      if (answer != null) {
        return answer;
      } else if (System.nanoTime() - end > 0) {
        throw DatasourceException.retriable(
            "An error occurred: %s was not done after %d s".formatted(what, seconds), null);
      }
      JsonApi.pause(pause);
    }
  }
}
