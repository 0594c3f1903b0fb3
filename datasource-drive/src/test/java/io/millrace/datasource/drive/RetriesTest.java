package io.millrace.datasource.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetriesTest {
  private final Retries retries = new Retries(9, Duration.ofMillis(1));
  private final AtomicInteger calls = new AtomicInteger();

  /** A problem, and how often a call with it is sent. */
  record Problem(IOException reason, int sent) {}

  static Problem[] problems() {
    return new Problem[] {
      new Problem(new IOException("Connection reset"), 10),
      new Problem(new ConnectException("Failed to connect to /127.0.0.1:1"), 4),
      new Problem(new UnknownHostException("no-such-host.invalid"), 1)
    };
  }

  @ParameterizedTest
  @MethodSource("problems")
  void whatRarelyPassesIsTriedLessOften(Problem problem) {
    assertThatThrownBy(
            () ->
                retries.send(
                    () -> {
                      calls.incrementAndGet();
                      throw problem.reason();
                    },
                    reply -> false))
        .isSameAs(problem.reason());
    assertThat(calls).hasValue(problem.sent());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aConnectionIsTriedAFewTimes(Problem problem) throws IOException {
    String connected =
        retries.connect(
            () -> {
              if (calls.incrementAndGet() < 4) {
                throw problem.reason();
              }
              return "connected";
            });

    assertThat(connected).isEqualTo("connected");
  }
}
